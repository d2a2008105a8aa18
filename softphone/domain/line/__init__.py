"""The agent's telephone line inside the app, and how it sounds."""
