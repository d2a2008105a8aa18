"""The small panel during calls."""
