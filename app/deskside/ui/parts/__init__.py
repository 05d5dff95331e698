"""What the pages are made of: words, buttons, cards, choices, rows, fields, all painted from tokens."""
