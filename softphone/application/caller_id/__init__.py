"""What is set for an agent, by whom, and where it is kept."""
