"""The team's table and what is set for many."""
