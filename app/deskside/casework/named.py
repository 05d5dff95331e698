"""The websites that a person named themselves, in an answer: theirs to tell, so no text of that message hides them.

The rule is that one value has one treatment throughout a message. What the person typed stands in its title as they
typed it, and nobody can help with "host-2 does not answer". Of an address only the host is told: what follows may be
a secret. What the person chose to hide is hidden all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from deskside.model.case import Case

_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def named_hosts(case: Case | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_hosts(case))) if case is not None else ()


def _hosts(case: Case) -> Iterator[str]:
    for question in case.questions:
        typed = not (question.secret or question.choices or question.choices_from)
        answer = case.answers.get(question.id, "").strip().replace("\\", "/") if typed else ""
        if not answer or "@" in answer or any(sign.isspace() for sign in answer):
            continue
        try:
            host = (urlsplit(answer if "://" in answer else f"//{answer}").hostname or "").rstrip(".")
            plain = host if host.isascii() else host.encode("idna").decode("ascii")
        except ValueError:  # a host in brackets that do not close, or one that cannot be
            continue
        if _NAME.fullmatch(plain):
            yield from dict.fromkeys((host, plain))
