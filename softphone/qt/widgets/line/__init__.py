"""The line's state, its test, and the sound settings."""
