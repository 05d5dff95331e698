"""Printing and services of macOS."""
