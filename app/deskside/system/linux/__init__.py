"""Printing and services of Linux."""
