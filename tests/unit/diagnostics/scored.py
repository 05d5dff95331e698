"""Scores a redaction of planted texts: what was hidden by tier, which look-alikes were hit, what a second time changes.

As the shared score does, a value counts as hidden when fewer copies of it are
left than were planted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .planted import Planted, pieces

TIER = {
    **dict.fromkeys(("password", "token", "key", "code", "card", "account"), "S"),
    **dict.fromkeys(("person", "email", "phone", "place", "id"), "P"),
    **dict.fromkeys(("ip", "mac", "host", "wifi", "serial"), "N"),
}
"""Credentials, personal, network."""


@dataclass
class Score:
    """Counts by tier; harmless look-alikes are tier "H", where a hit is bad."""

    total: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    """What was missed or wrongly hidden, for reading."""
    never_missed: int = 0
    unstable: list[str] = field(default_factory=list)

    def share(self, tier: str) -> float:
        """Per cent of a tier that was hit."""
        return 100 * self.hit[tier] / self.total[tier] if self.total[tier] else 100.0 if tier != "H" else 0.0

    def __str__(self) -> str:
        shares = "  ".join(f"{tier} {self.share(tier):5.1f}% of {self.total[tier]:3}" for tier in "SPNH")
        return f"{shares}  never-miss missed {self.never_missed}  not idempotent {len(self.unstable)}"


def score(texts: Iterable[Planted], redact: Callable[[str], str]) -> Score:
    """Every text redacted on its own, twice."""
    result = Score()
    for planted in texts:
        out = redact(planted.text)
        if redact(out) != out:
            result.unstable.append(planted.name)
        _private(planted, out, result)
        _harmless(planted, out, result)
    return result


def _private(planted: Planted, out: str, result: Score) -> None:
    seen: Counter[str] = Counter()
    for kind, value in planted.private:
        seen[value] += 1
        result.total[TIER[kind]] += 1
        most_left = max(out.count(piece) for piece in pieces(value))
        if most_left <= planted.text.count(pieces(value)[0]) - seen[value]:
            result.hit[TIER[kind]] += 1
        else:
            result.never_missed += value in planted.never
            result.left.append(f"{planted.name}: missed {kind} {value!r}")


def _harmless(planted: Planted, out: str, result: Score) -> None:
    seen: Counter[str] = Counter()
    for value in planted.harmless:
        seen[value] += 1
        result.total["H"] += 1
        if out.count(value) < seen[value]:
            result.hit["H"] += 1
            result.left.append(f"{planted.name}: wrongly hidden {value!r}")
