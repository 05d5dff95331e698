"""No dead ends: every cause can really be looked for, leads to a fix that fits it or to people, and can be reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from deskside.catalogue.source import nearest
from deskside.kit.linting.reading import Subject, causes_of
from deskside.kit.remarks import Remark, Severity
from deskside.model.troubleshooter import Cause, FixKind

_SIZE = re.compile(r"\d{1,6}(\.\d{1,3})? ?(MB|GB)")
_SHARE = re.compile(rf"{_SIZE.pattern}|\d{{1,3}}(\.\d{{1,3}})? ?%")
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.:-]{0,252})")
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_SERVICES = ("print",)
_PLACES = ("network", "printers", "storage", "proxy")

_FITS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "service": (_SERVICES.__contains__, 'the one that is known so far is "print"'),
    "port": (lambda text: text.isdecimal() and 0 < int(text[:6]) < 65536, 'a number from 1 to 65535, such as "443"'),
    "host": (lambda text: bool(_HOST.fullmatch(text)), 'the bare name of a computer, such as "vpn.example.org"'),
    "name": (lambda text: bool(_HOST.fullmatch(text)), 'the bare name of a computer, such as "vpn.example.org"'),
    "address": (lambda text: bool(_ADDRESS.fullmatch(text)), 'a page with "https://" before it'),
    "size": (lambda text: bool(_SIZE.fullmatch(text)), 'a size such as "500 MB" or "2 GB"'),
    "free": (lambda text: bool(_SHARE.fullmatch(text)), 'a size such as "2 GB", or "5 %" of the disk'),
    "settings": (_PLACES.__contains__, "one of " + ", ".join(f'"{place}"' for place in _PLACES)),
}
_MENDS = {
    "start-service": ("service-stopped",),
    "accept-jobs": ("printer-rejecting",),
    "set-default-printer": ("printer-wrong-default",),
    "clear-cache": ("cache-large", "disk-nearly-full"),
    "empty-trash": ("trash-large", "disk-nearly-full"),
}
"""What each ready-made fix can put right."""


def dead_ends(subject: Subject) -> Iterator[Remark]:
    for number, cause in enumerate(subject.own.causes):
        yield from _ready(subject, number, cause)
        yield from _told(subject, number, cause)
    yield from _never_asked(subject)
    yield from _empty(subject)
    yield from _includes(subject)
    yield from _masks(subject)
    yield from _circles(subject)


def _ready(subject: Subject, number: int, cause: Cause) -> Iterator[Remark]:
    """Arguments that no check could use, and a fix for something else than the check finds."""
    here = ("cause", number)
    for part, made in (("check", cause.check), ("fix", cause.do)):
        for argument, value in (made.arguments if made else {}).items():
            fits, says = _FITS.get(argument, (None, ""))
            if fits is not None and not fits(str(value)):
                what = f'"{argument}" is "{value}", and then this can never be looked at or done.'
                path = (*here, part, argument) if part == "check" or argument != "settings" else (*here, part, "open")
                yield subject.problem(what, f"Write {says}.", *path)
    if cause.do is None or cause.check is None or cause.do.name not in _MENDS:
        return
    same = all(cause.check.arguments.get(key, value) == value for key, value in cause.do.arguments.items())
    if cause.check.name not in _MENDS[cause.do.name] or not same:
        says = f'The fix "{cause.do.name}" does not mend what the check "{cause.check.name}" finds.'
        fitting = " or ".join(f'"{name}"' for name in _MENDS[cause.do.name])
        yield subject.problem(says, f"Take it with the check {fitting}, about the same thing.", *here, "fix")


def _told(subject: Subject, number: int, cause: Cause) -> Iterator[Remark]:
    """A cause for a system that the whole is not for is never looked at."""
    if not set(cause.systems) & set(subject.own.systems):
        says = f'The cause "{cause.id}" is for systems that the troubleshooter is not for.'
        yield subject.problem(says, "Name the same systems in both places.", "cause", number, "systems")


def _never_asked(subject: Subject) -> Iterator[Remark]:
    """Beside causes a question is asked only when one of them uses it."""
    if not subject.causes or (subject.own.has_code and not subject.told):
        return
    used = {question for cause in subject.causes for question in cause.questions}
    for number, question in enumerate(subject.own.questions):
        if question.id not in used:
            says = f'No cause uses the question "{question.id}", so it is never asked.'
            do = f'Write questions = ["{question.id}"] into the cause that needs it, or take the question out.'
            yield subject.advice(says, do, "question", number)


def _empty(subject: Subject) -> Iterator[Remark]:
    own = subject.own
    if own.has_code and not subject.told:
        return  # told elsewhere
    people = own.people_only or any(cause.fix.kind is FixKind.PEOPLE for cause in subject.causes)
    if people and not own.category:
        says = "Tickets from here go to no category."
        yield subject.advice(says, 'Write category = "Network/VPN", or what your help desk calls it.')
    if not subject.causes:
        if not own.questions and not own.includes:
            says = "It asks nothing and looks for nothing: it is a ticket with a title."
            yield subject.advice(says, "Add a [[question]] or a [[cause]].")
        return
    for system in own.systems:
        if not own.includes and not any(system in cause.systems for cause in subject.causes):
            says = f'On "{system}" there is no cause to look for.'
            yield subject.problem(says, "Take it out of systems, or add a cause for it.", "systems")


def _includes(subject: Subject) -> Iterator[Remark]:
    for number, include in enumerate(subject.own.includes):
        owner, _dot, cause = include.rpartition(".")
        if wrong := _unresolved(subject, owner, cause):
            yield subject.problem(wrong[0], wrong[1], "includes", number)


def _masks(subject: Subject) -> Iterator[Remark]:
    """The contract has looked at those of a manifest without code that name its own causes."""
    for number, cause in enumerate(subject.own.causes):
        for at, mask in enumerate(cause.masks):
            owner, dot, other = mask.rpartition(".")
            wrong = _unresolved(subject, owner, other) if dot else _own_missing(subject, other)
            if wrong:
                yield subject.problem(wrong[0], wrong[1], "cause", number, "masks", at)


def _circles(subject: Subject) -> Iterator[Remark]:
    """Causes that explain themselves, or each other: of those that are found, only the likeliest is shown."""
    own = f"{subject.own.id}."
    masks = {cause.id: [mask.removeprefix(own) for mask in cause.masks] for cause in subject.causes}
    told: set[str] = set()
    for cause, masked in masks.items():
        if cause in masked:
            says, do = f'The cause "{cause}" masks itself.', "Take it out of its own masks."
            yield subject.about_cause(cause, says, do)
        elif cause not in told and (way := _way_back(cause, masks)):
            told.update(way)
            says = f"These causes mask each other in a circle: {', '.join(way)}. Only the likeliest of them is shown."
            do = "Let the one that is the reason mask the others, and not the other way round, unless you mean it."
            yield subject.about_cause(cause, says, do, Severity.ADVICE)


def _way_back(start: str, masks: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest circle through ``start`` of masks that are named in full; () when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        for mask in masks[way[-1]]:
            if mask == start:
                return way
            if mask in masks and mask not in seen:
                seen.add(mask)
                ways.append((*way, mask))
    return ()


def _unresolved(subject: Subject, owner: str, cause: str) -> tuple[str, str] | None:
    """What is wrong with a cause of another troubleshooter, and what to do."""
    if owner == subject.own.id:
        return _own_missing(subject, cause)
    other = subject.others.get(owner)
    if other is None:
        return f'There is no troubleshooter "{owner}".', _instead(owner, subject.others)
    if cause == "*":
        return None
    known = causes_of(subject.children, other)
    return None if cause in known else (f'"{owner}" has no cause "{cause}".', _instead(cause, known))


def _own_missing(subject: Subject, cause: str) -> tuple[str, str] | None:
    known = [one.id for one in subject.causes]
    if cause == "*" or cause in known or (subject.own.has_code and not subject.told):
        return None
    return f'There is no cause "{cause}" here.', _instead(cause, known)


def _instead(word: str, known: Sequence[str] | Mapping[str, object]) -> str:
    near = nearest(word, known)
    return f'Write "{near}", if you meant that.' if near else "Take it out, or name one that exists."
