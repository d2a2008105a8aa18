"""Preferences, and the company's file while the window is open."""
