"""The call in progress, calls before it, and what may be done with them."""
