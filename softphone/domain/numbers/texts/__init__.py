"""How a number stands in a text: letters, keys, old forms, look-alikes, what is none."""
