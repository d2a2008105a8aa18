"""The call in progress and recent calls."""
