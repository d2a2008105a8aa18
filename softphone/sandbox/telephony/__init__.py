"""The telephone system that the sandbox plays: legs, conferences, TwiML, people."""
