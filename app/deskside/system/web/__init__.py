"""The way to a web server that must prove who it is: how it is reached, who is believed, and how long it may take.

What the help desk and the catalogue have in common. Loaded only in a process that speaks to one of them.
"""
