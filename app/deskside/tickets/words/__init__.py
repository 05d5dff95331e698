"""Text from and for people, made harmless and made plain: of ours, of a person's, of a help desk's. Pure."""
