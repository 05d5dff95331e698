"""How a message is sent exactly once: the rules, and what puts them into effect."""
