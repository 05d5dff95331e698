"""Opening a case: a troubleshooter and its causes become one record in which every id is full.

Authors write short names ("paused"); a case may hold causes of several
troubleshooters, so inside it they are "printer.paused". The same goes for
questions, for what a cause masks, and for answers given beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from deskside.model.case import Case, Counted
from deskside.model.troubleshooter import Cause, Troubleshooter


def open_case(
    troubleshooter: Troubleshooter,
    causes: Iterable[Cause],
    *,
    reference: str,
    words: str,
    language: str,
    now: float,
    boot: str,
    counted: Iterable[Counted],
    answers: Mapping[str, str] | None = None,
) -> Case:
    """A case at its first page. ``causes`` of other troubleshooters come with full ids already."""
    owner = troubleshooter.id
    questions = tuple(replace(one, id=_full(one.id, owner)) for one in troubleshooter.questions)
    known = {one.id for one in questions}
    full: dict[str, Cause] = {}
    for cause in causes:
        one = _full_cause(cause, owner, known)
        full.setdefault(one.id, one)
    return Case(
        id=reference,
        troubleshooter=owner,
        version=troubleshooter.version,
        title=troubleshooter.title,
        opened=now,
        language=language,
        words=words,
        category=troubleshooter.category,
        contact=troubleshooter.contact,
        minutes=troubleshooter.minutes,
        questions=questions,
        causes=tuple(full.values()),
        counted=tuple(counted),
        answers={_full(name, owner): value for name, value in (answers or {}).items() if _full(name, owner) in known},
        touched=now,
        boot=boot,
    )


def _full(name: str, owner: str) -> str:
    return name if "." in name else f"{owner}.{name}"


def _full_cause(cause: Cause, owner: str, known: set[str]) -> Cause:
    """The cause with full names; a question that is not there is not waited for."""
    name = _full(cause.id, owner)
    owner = name.partition(".")[0]
    asks = tuple(_full(question, owner) for question in cause.questions)
    return replace(
        cause,
        id=name,
        masks=tuple(_full(mask, owner) for mask in cause.masks),
        questions=tuple(question for question in asks if question in known),
    )
