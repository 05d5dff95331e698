"""What can keep a troubleshooter from an answer. Left alone, each becomes "could not check", which is never a guess.

::

    CouldNotCheck         raise it yourself when you cannot tell
    ├── NotPermitted      the person has no right to do this now
    ├── Unavailable       this computer does not have it
    ├── TookTooLong       no answer in time
    └── NotNeeded         the call is not among the manifest's ``needs``, or changes something during a check
    ChangedSince          undo: the setting no longer has the value we set
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


class CouldNotCheck(Exception):
    """``why`` is technical and goes to the help desk, not to the person."""

    kind = "problem"

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why


class NotPermitted(CouldNotCheck):
    kind = "not-permitted"


class Unavailable(CouldNotCheck):
    kind = "unavailable"


class TookTooLong(CouldNotCheck):
    kind = "took-too-long"


class NotNeeded(CouldNotCheck):
    kind = "not-needed"


class ChangedSince(Exception):
    """The setting was changed after our fix: the person is asked before it is taken back."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why


_BY_KIND = {kind.kind: kind for kind in (CouldNotCheck, NotPermitted, Unavailable, TookTooLong, NotNeeded)}


def problem_of(kind: str, why: str) -> CouldNotCheck:
    """The problem an answer of this kind is for a troubleshooter."""
    return _BY_KIND.get(kind, CouldNotCheck)(why)


def could_not_check(why: str) -> NoReturn:
    """Ends a check that cannot tell: ``could_not_check("the queue has no address")``."""
    raise CouldNotCheck(why)
