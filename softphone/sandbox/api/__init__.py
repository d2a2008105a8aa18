"""The REST API: which request is answered by whom.

The path alone says which product is meant: ``/2010-04-01/…`` or ``/v1/Workspaces/…``.
"""
