"""State that widgets paint. Models know lanes and the Softphone; widgets know models only."""
