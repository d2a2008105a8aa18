"""Keys that work in every window, on each platform."""
