"""Calls placed, followed, found again, controlled and settled."""
