"""A supervisor's team as rows and words."""
