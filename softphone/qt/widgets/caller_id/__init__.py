"""Who I call as: the card, the list, the reasons."""
