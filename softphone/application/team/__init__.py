"""A supervisor's work on many agents' caller IDs."""
