"""Tests of the system room; a package so that they share servers.py and recorded answers."""
