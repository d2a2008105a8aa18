"""The account's numbers and their refresh; what time it is where a number lives."""
