"""Links and numbers that come from outside the window."""
