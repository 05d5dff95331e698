"""How much a child may take, in one place."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """Sizes in bytes, times in seconds."""

    line: int = 1 << 20
    """One line of a child."""
    output: int = 10 << 20
    """All a child says in its life."""
    memory: int = 512 << 20
    """Address space of a plugin child."""
    cpu: int = 10
    """Processor time of a plugin child."""
    start: float = 10.0
    """Until a plugin child has told its causes."""
    thinking: float = 2.5
    """How long a check may go without asking or answering; waiting for the computer does not count."""
    fixing: float = 30.0
    """The same, while fixing, verifying or undoing."""
    whole_fix: float = 120.0
    """All of one fix, verification or undo."""
    calls: int = 1000
    """How many calls one job may make."""
    calls_at_once: int = 16
    alone: int = 4
    """How many causes are run again in a child of their own at the same time."""
