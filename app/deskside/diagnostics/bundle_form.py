"""What a bundle looks like, for the one who makes it and the one who reads it: its parts and how large they may be.

What is made stays well below what is read, so that no bundle of ours is ever
refused as a trap.
"""

from __future__ import annotations

SCHEMA = 1
"""Only ever counted up; fields are only ever added."""

CONTENTS, FACTS, EVIDENCE, AGENT = "contents.txt", "facts.json", "evidence.json", "agent.txt"
PARTS = (CONTENTS, FACTS, EVIDENCE, AGENT)
"""In this order."""

MADE_JSON = 512 * 1024
"""The most bytes that facts, and that evidence, may have; what is over it is left out, the largest first."""
MADE_AGENT = 200_000
"""The most letters of the summary for the help desk."""

READ_FILE = 8 * 1024 * 1024
READ_PART = 2 * 1024 * 1024
READ_ALL = 8 * 1024 * 1024
READ_RATIO = 100
"""How many times larger than the file everything in it may be, once that is more than ``SMALL``."""
SMALL = 4 * 1024 * 1024
DEPTH = 40
"""How deep tables may lie in tables."""
