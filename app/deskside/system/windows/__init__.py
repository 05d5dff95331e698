"""Printing and services of Windows."""
