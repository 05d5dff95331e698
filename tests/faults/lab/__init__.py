"""The fault lab: worlds with a real print system in which one thing is broken. See README.md."""
