"""Settings: declared, checked, laid over each other, explained."""
