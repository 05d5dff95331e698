"""What a plugin child tells of its causes, checked before anyone believes it: a publisher's slip, or a lie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.model.troubleshooter import Cause, Fix, FixKind, Troubleshooter

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(png|svg)")
_LONGEST = 1000
_SYSTEMS = ("windows", "macos", "linux")
_MOST = 200


def wrong_with(causes: tuple[Cause, ...], troubleshooter: Troubleshooter) -> str:
    """The first thing that is wrong, for the author; "" when nothing is."""
    if len(causes) > _MOST:
        return f"it has more than {_MOST} causes"
    listed = {cause.id for cause in troubleshooter.causes}
    asked = {question.id for question in troubleshooter.questions}
    for cause in causes:
        if cause.id in listed:
            return f"the cause {cause.id!r} stands in the manifest, too"
        for wrong in _wrong(cause, asked):
            return f"the cause {cause.id[:60]!r} {wrong}"
        for wrong in wrong_fix(cause.fix, troubleshooter):
            return f"the cause {cause.id!r} has a fix that {wrong}"
    return ""


def _wrong(cause: Cause, asked: set[str]) -> Iterator[str]:
    if not _ID.fullmatch(cause.id) or len(cause.id) > _LONGEST:
        yield "needs an id of small letters, digits and dashes"
    if cause.check is not None or cause.do is not None:
        yield "is in code, and names a ready-made check or fix"
    if not 0 < cause.likelihood <= 1:
        yield f"has a likelihood of {cause.likelihood}; it is above 0 and at most 1"
    if not 0 < cause.cost <= 3600:
        yield f"has a cost of {cause.cost}; it is above 0 and at most 3600"
    if not cause.systems or not set(cause.systems) <= set(_SYSTEMS):
        yield f"is for {list(cause.systems)}; there are {', '.join(_SYSTEMS)}"
    if any(len(text) > _LONGEST for text in (cause.title, cause.explain, cause.why, cause.tip, *cause.masks)):
        yield f"has a text of over {_LONGEST} letters"
    for question in cause.questions:
        if question not in asked:
            yield f"uses the question {question!r}, which the manifest does not ask"


def wrong_fix(fix: Fix, troubleshooter: Troubleshooter) -> Iterator[str]:
    """What is wrong with a fix as it was told, for the author."""
    if any(len(text) > _LONGEST for text in (fix.consent, fix.no_undo_why, fix.picture_says, fix.opens, *fix.changes)):
        yield f"has a text of over {_LONGEST} letters"
    if not 0 <= fix.seconds <= 3600:
        yield f"takes {fix.seconds} seconds; it is at most 3600"
    if fix.kind is FixKind.AUTOMATIC and not fix.undo and not fix.no_undo_why:
        yield "can't be undone, and does not say why"
    if fix.picture:
        place = troubleshooter.folder / "pictures" / fix.picture
        if not _PICTURE.fullmatch(fix.picture) or place.is_symlink() or not place.is_file():
            yield f"shows {fix.picture!r}, which is no picture under pictures/"
        if not fix.picture_says:
            yield "has a picture without its words for who can't see it: picture_says"
