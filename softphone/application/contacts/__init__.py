"""An agent's contacts, and to whom a call may be handed."""
