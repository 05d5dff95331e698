"""A private X desktop for one command. Standard library only: Debian's Python runs it too."""
