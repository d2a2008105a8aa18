"""Which of the company's numbers a customer sees, and why."""
