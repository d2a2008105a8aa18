"""The frame: pages, menus, the bottom line, help."""
