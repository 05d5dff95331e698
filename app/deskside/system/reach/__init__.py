"""Trying things from this computer, by doing: names, connections, pages, the line. The same on every system."""

from deskside.system.reach.tries import Reach

__all__ = ["Reach"]
