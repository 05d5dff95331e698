"""The table of help desk systems in ``docs/backends.md``, made from what their code declares.

``python -m deskside.kit.backend_table docs/backends.md`` writes it there; a test holds the page to it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from deskside.model.troubleshooter import Json
from deskside.paths import find_paths
from deskside.tickets.backend import Can
from deskside.tickets.backends import abilities
from deskside.tickets.offer import Offer, Proof
from deskside.tickets.offers import offers

_PROOF = {
    Proof.REAL: "the real server",
    Proof.EXAMPLE: "the example receiver that comes with Deskside",
    Proof.STAND_IN: "a strict stand-in of its published interface, never the real one",
    Proof.UNPROVEN: "nothing but its makers' documentation",
}
_BEGIN, _END = "<!-- made by: python -m deskside.kit.backend_table docs/backends.md -->", "<!-- end -->"
_FEATURES = (
    ("found again", "find"),
    ("stage and answers", "look"),
    ("answer", "reply"),
    ("solved", "solve"),
    ("open again", "reopen"),
    ("rating", "rate"),
    ("files with it", "files_with_ticket"),
    ("files later", "files_later"),
    ("files with an answer", "files_with_reply"),
)


def table() -> str:
    """One row for each system and kind of sign-in."""
    heads = ("`tickets.backend`", "system", "sign-in", *(title for title, _name in _FEATURES), "proven with")
    lines = [_row(heads), _row("---" for _head in heads)]
    for offer in offers().values():
        lines += (_row(cells) for cells in _cells(offer))
    return "\n".join(lines)


def with_table(page: str) -> str:
    """The page with the table as it should be, between its two marks."""
    head, begin, rest = page.partition(_BEGIN)
    _old, end, foot = rest.partition(_END)
    return f"{head}{begin}\n{table()}\n{end}{foot}"


def _cells(offer: Offer) -> Iterator[tuple[str, ...]]:
    told: dict[Can, list[str]] = {}
    for sign_in in offer.sign_ins or ("none",):
        plain, more = (_can(offer, sign_in, more=more) for more in (False, True))
        told.setdefault(plain, []).append(sign_in)
        if more != plain:
            told.setdefault(more, []).append(f"{sign_in} {offer.more_with[1]}")
    for can, sign_ins in told.items():
        does = ("yes" if getattr(can, name) else "–" for _title, name in _FEATURES)
        name = f"[`{offer.name}`](backends/{offer.name}.md)" if offer.name != "desk" else "`desk`"
        yield (name, offer.title, ", ".join(sign_ins), *does, _PROOF[offer.proof])


def _can(offer: Offer, sign_in: str, *, more: bool) -> Can:
    """What it offers with this sign-in. Where there is only one way to set it up, they are the same."""
    own = f"tickets.{offer.name}."
    chooses = {key.name: key.choices for key in offer.keys}

    def option(key: str) -> Json:
        if more and offer.more_with[0] and key == own + offer.more_with[0]:
            return "set"
        return sign_in if key == f"{own}sign_in" and sign_in in chooses.get(key, ()) else None

    return abilities(offer.name, option, find_paths())


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    written = Path(sys.argv[1])
    written.write_text(with_table(written.read_text("utf-8")), "utf-8")
