"""The agent's line in the app, its sound and its quality."""
