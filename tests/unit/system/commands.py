"""Programs of a computer, played back: what a real one answered to these words, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deskside.errors import Unavailable
from deskside.system.commands import Ran


class PlayedPrograms:
    """A ``Run``. A program that was not recorded ends as ``otherwise``, or this computer does not have it."""

    def __init__(
        self, answers: Mapping[tuple[str, ...], Ran | Callable[[], Ran]], *, otherwise: Ran | None = None
    ) -> None:
        self.answers, self.otherwise, self.ran = dict(answers), otherwise, list[tuple[str, ...]]()
        self.words: dict[str, str] = {}
        """What the last one was told through its environment."""

    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        asked = tuple(argv)
        self.ran.append(asked)
        self.words = dict(words or {})
        assert limit > 0
        answer = self.answers.get(asked, self.otherwise)
        if answer is None:
            raise Unavailable(asked[0], "not recorded")
        return answer if isinstance(answer, Ran) else answer()


NO_PROGRAMS = PlayedPrograms({})


class PlayedShell:
    """A kept PowerShell. A script that was not recorded ends as ``otherwise``, or there is no PowerShell."""

    def __init__(self, answers: Mapping[str, Ran | Callable[[], Ran]], *, otherwise: Ran | None = None) -> None:
        self.answers, self.otherwise, self.ran = dict(answers), otherwise, list[str]()
        self.words: dict[str, str] = {}

    def __call__(self, script: str, limit: float, words: Mapping[str, str] | None = None) -> Ran:
        self.ran.append(script)
        self.words = dict(words or {})
        assert limit > 0
        answer = self.answers.get(script, self.otherwise)
        if answer is None:
            raise Unavailable("powershell", "not recorded")
        return answer if isinstance(answer, Ran) else answer()
