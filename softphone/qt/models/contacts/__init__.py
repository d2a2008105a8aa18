"""The agent's contacts: rows, changes, imports."""
