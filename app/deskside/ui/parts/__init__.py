"""The controls the pages are made of: words, buttons, cards, choices, rows, fields, banners. They paint themselves from tokens."""
