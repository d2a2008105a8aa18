"""Telephone numbers: read, shown, where they live; the company's own in account order."""
