"""The pages of the one window."""
