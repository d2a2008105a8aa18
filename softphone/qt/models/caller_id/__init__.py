"""What the agent may show, and what others have set for them."""
