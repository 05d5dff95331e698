"""The example receiver of the docs, run as the program that it is."""
