"""What goes into a ticket or an answer beside its words: files, priority, a token, deeds put in words."""
