"""Rules that find what is private in a text, each small and linear in the length of the text."""
