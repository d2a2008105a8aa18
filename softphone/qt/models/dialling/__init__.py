"""What is being dialled, whom it may mean, and why a number is shown."""
