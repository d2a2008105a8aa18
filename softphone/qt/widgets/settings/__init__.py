"""The preferences, and the line about the company's file."""
