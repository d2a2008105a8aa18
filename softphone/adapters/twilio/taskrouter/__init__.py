"""TaskRouter: its workers, and what stands in their attributes."""
