"""The number field, its suggestions, the keypad."""
