"""Programs of a computer, played back: what a real one answered to these words, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deskside.errors import Unavailable
from deskside.system.commands import Ran


class PlayedPrograms:
    """A ``Run``. A program that was not recorded is one that this computer does not have."""

    def __init__(self, answers: Mapping[tuple[str, ...], Ran | Callable[[], Ran]]) -> None:
        self.answers, self.ran = dict(answers), list[tuple[str, ...]]()

    def __call__(self, argv: Sequence[str], limit: float) -> Ran:
        words = tuple(argv)
        self.ran.append(words)
        assert limit > 0
        if words not in self.answers:
            raise Unavailable(words[0], "not recorded")
        answer = self.answers[words]
        return answer if isinstance(answer, Ran) else answer()


NO_PROGRAMS = PlayedPrograms({})
