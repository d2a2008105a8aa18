"""People whom the agent calls, and what an import of them would do."""
