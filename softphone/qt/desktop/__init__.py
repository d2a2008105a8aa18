"""The softphone as a part of the desktop: links, one instance, tray, keys, notifications.

Each platform can do other things; each module says what, and what it cannot and why.
"""
