"""Where a number is and what time it is there."""
