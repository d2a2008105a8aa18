"""One softphone a person: later starts hand over what they were asked."""
