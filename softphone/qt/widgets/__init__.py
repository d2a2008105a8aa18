"""What people see and press. Widgets paint models and know nothing else."""
