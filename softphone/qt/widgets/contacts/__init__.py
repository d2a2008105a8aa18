"""Contacts beside the dialler."""
