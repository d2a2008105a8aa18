"""What is kept on this machine: the numbers' cache, and the agent's own data."""
