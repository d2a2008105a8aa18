"""A call's life: its legs, what may be done with it, how it is told."""
