"""The causes of a manifest: a ready-made check, words, and one of three fixes. Refuses a fix that is not honest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deskside.catalogue import fields
from deskside.catalogue.pictures import picture_problem
from deskside.catalogue.ready_made import ready_made, what_opens
from deskside.catalogue.source import ManifestSource, nearest
from deskside.model.ready import FIXES
from deskside.model.troubleshooter import Cause, Fix, FixKind, Question, Ready, Restart

_FORMS: dict[str, tuple[FixKind, Mapping[str, fields.Field], str]] = {
    "do": (FixKind.AUTOMATIC, fields.AUTOMATIC, "an automatic fix"),
    "hands_on": (FixKind.HANDS_ON, fields.HANDS_ON, "a hands-on fix"),
    "people": (FixKind.PEOPLE, fields.PEOPLE, "a fix by people"),
}


def read_causes(source: ManifestSource, questions: tuple[Question, ...], *, has_code: bool) -> tuple[Cause, ...]:
    """Every [[cause]] of the manifest, checked against its questions and each other."""
    asked = [question.id for question in questions]
    causes = tuple(_cause(source, number, asked) for number in range(len(source.data.get("cause", ()))))
    source.unique((cause.id for cause in causes), "cause", "cause")
    if not has_code:  # causes in code are not known before they have told of themselves
        _check_masks(source, causes)
    return causes


def _cause(source: ManifestSource, number: int, asked: list[str]) -> Cause:
    here = ("cause", number)
    data: dict[str, Any] = source.data["cause"][number]
    source.check(data, fields.CAUSE, "a cause", *here)
    for at, question in enumerate(data.get("questions", ())):
        if question not in asked:
            says = f'There is no question "{question}" in this manifest.'
            raise source.problem(says, *here, "questions", at, suggestion=nearest(question, asked))
    check = ready_made(source, "is", data["check"], *here, "check")
    fix, do = _fix(source, data["fix"], *here, "fix")
    return Cause(
        id=data["id"],
        fix=fix,
        check=check,
        do=do,
        masks=tuple(data.get("masks", ())),
        questions=tuple(data.get("questions", ())),
        likelihood=float(data.get("likelihood", 0.1)),
        cost=float(data.get("cost", 10.0)),
        systems=tuple(data.get("systems", fields.SYSTEMS)),
        **{key: data[key] for key in ("title", "explain", "why", "tip", "watch") if key in data},
    )


def _check_masks(source: ManifestSource, causes: tuple[Cause, ...]) -> None:
    """A mask without a dot, or with this troubleshooter's own name, is a cause of this manifest."""
    known = {cause.id for cause in causes}
    for number, cause in enumerate(causes):
        for at, mask in enumerate(cause.masks):
            owner, dot, bare = mask.rpartition(".")
            if bare != "*" and (not dot or owner == source.data["id"]) and bare not in known:
                says = f'There is no cause "{bare}" in this manifest.'
                raise source.problem(says, "cause", number, "masks", at, suggestion=nearest(bare, known))


def _fix(source: ManifestSource, data: dict[str, Any], *path: str | int) -> tuple[Fix, Ready | None]:
    """What the fix says of itself, and for an automatic one what it does."""
    forms = [form for form in _FORMS if form in data]
    if len(forms) != 1:
        says = (
            'A fix has exactly one of "do" (Deskside does it), "hands_on" (the person does it), "people" (IT does it).'
        )
        raise source.problem(says, *path, suggestion=_meant_form(data) if not forms else "")
    kind, table, what = _FORMS[forms[0]]
    own = {key: value for key, value in data.items() if key in table}
    if kind is FixKind.AUTOMATIC:
        do = ready_made(
            source, "do", {key: value for key, value in data.items() if key == "do" or key not in table}, *path
        )
        source.check(own, table, what, *path)
        if own.get("undo", True) and not FIXES[do.name].undo:
            says = f'The fix "{do.name}" can\'t be undone. Please write undo = false, and in "no_undo_why" why.'
            raise source.problem(says, *path, "do")
        return _automatic(source, own, *path), do
    source.check(data, table, what, *path)
    if kind is FixKind.PEOPLE:
        return Fix(kind, consent=data["people"], undo=False), None
    return _hands_on(source, data, *path), _opened(source, data, *path)


def _meant_form(data: Mapping[str, Any]) -> str:
    return next((form for key in data if (form := nearest(key, _FORMS))), "")


def _automatic(source: ManifestSource, data: dict[str, Any], *path: str | int) -> Fix:
    """Neither undo nor a word why not is refused: the person must know before they say yes."""
    undo, why = data.get("undo", True), data.get("no_undo_why", "")
    if not undo and not why:
        raise source.problem('A fix that can\'t be undone must say why, in plain words: "no_undo_why".', *path, "undo")
    if undo and why:
        raise source.problem('"no_undo_why" stands only beside undo = false.', *path, "no_undo_why")
    return Fix(
        FixKind.AUTOMATIC,
        consent=data["consent"],
        changes=tuple(data.get("changes", ())),
        seconds=float(data.get("seconds", 5.0)),
        undo=undo,
        no_undo_why=why,
        restart=Restart(data.get("restart", "none")),
    )


def _hands_on(source: ManifestSource, data: dict[str, Any], *path: str | int) -> Fix:
    picture = data.get("picture", "")
    if picture and (why := picture_problem(source.folder, picture)):
        raise source.problem(why, *path, "picture")
    if picture and not data.get("picture_says"):
        raise source.problem('A picture needs its words for those who can\'t see it: "picture_says".', *path, "picture")
    return Fix(
        FixKind.HANDS_ON,
        consent=data["hands_on"],
        seconds=float(data.get("seconds", 60.0)),
        undo=False,
        picture=picture,
        picture_says=data.get("picture_says", ""),
        opens=data.get("opens", ""),
    )


def _opened(source: ManifestSource, data: dict[str, Any], *path: str | int) -> Ready | None:
    """What the step's button opens."""
    if ("open" in data) != ("opens" in data):
        says = '"opens" is what a button says and "open" what it opens: a step has both or neither.'
        raise source.problem(says, *path, "open" if "open" in data else "opens")
    return what_opens(source, data["open"], *path, "open") if "open" in data else None
