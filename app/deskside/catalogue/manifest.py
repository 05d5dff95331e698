"""Reads a troubleshooter's manifest, and refuses one that could mislead a person. No code of it is run or imported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deskside.catalogue import fields
from deskside.catalogue.causes import read_causes
from deskside.catalogue.source import ManifestSource, nearest
from deskside.catalogue.translation import read_translation, translated
from deskside.model.troubleshooter import Choice, Question, Troubleshooter
from deskside.system.table import CALLS, allowed, unknown_needs

CODE = "troubleshooter.py"


def read_manifest(folder: Path, language: str = "en") -> Troubleshooter:
    """The troubleshooter in ``folder``, its texts in ``language`` where they are translated.

    ManifestProblem names the first thing that is wrong, its line, and what was most likely meant.
    """
    return read_source(ManifestSource(folder), language)


def read_source(source: ManifestSource, language: str = "en") -> Troubleshooter:
    """The same of a manifest whose text is read already."""
    folder, data = source.folder, source.data
    _check_api(source)
    source.check(data, fields.TROUBLESHOOTER, "a troubleshooter")
    if data["id"] != folder.name:
        raise source.problem(f'The id must be the folder\'s name, "{folder.name[:60]}".', "id")
    _check_needs(source)
    questions = tuple(_question(source, number) for number in range(len(data.get("question", ()))))
    source.unique((question.id for question in questions), "question", "question")
    has_code = _has_code(source)
    own = Troubleshooter(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        folder=folder,
        questions=questions,
        causes=read_causes(source, questions, has_code=has_code),
        has_code=has_code,
        **_listed(data),
    )
    texts = read_translation(folder, language)
    return translated(own, texts) if texts else own


def _check_api(source: ManifestSource) -> None:
    """Before anything else: a manifest of a later Deskside may hold what this one can't know."""
    api = source.data.get("api")
    if type(api) is int and api > fields.API:
        says = f"This troubleshooter is too new for this version of Deskside: it needs api {api}, here is {fields.API}."
        raise source.problem(says, "api")


def _listed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The plain keys that are there; lists as tuples."""
    names = ("summary", "phrases", "keywords", "systems", "minutes", "category", "contact", "needs", "includes")
    found = {name: data[name] for name in names if name in data}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


def _check_needs(source: ManifestSource) -> None:
    needs: list[str] = source.data.get("needs", [])
    for need in unknown_needs(needs):
        call, colon, first = need.partition(":")
        meant = nearest(call, CALLS)
        says = f'"{need}" in "needs" is not a call that Deskside knows.'
        raise source.problem(says, "needs", needs.index(need), suggestion=meant + colon + first if meant else "")
    for number, need in enumerate(needs):
        call, colon, first = need.partition(":")
        if colon and (not first or not CALLS[call].arguments):
            raise source.problem(f'"{need}" in "needs" narrows a call that can\'t be narrowed.', "needs", number)


def _has_code(source: ManifestSource) -> bool:
    code = source.folder / CODE
    if code.is_symlink() or (code.exists() and not code.is_file()):
        raise source.problem(f"{CODE} must be a file of its own in this folder.")
    return code.is_file()


def _question(source: ManifestSource, number: int) -> Question:
    here = ("question", number)
    data: dict[str, Any] = source.data["question"][number]
    source.check(data, fields.QUESTION, "a question", *here)
    if "choices" in data and "choices_from" in data:
        raise source.problem('A question has either "choices" or "choices_from".', *here, "choices_from")
    if data.get("secret") and ("choices" in data or "choices_from" in data):
        raise source.problem("A secret is typed; it can't be chosen from a list.", *here, "secret")
    if "choices_from" in data:
        _check_choices_from(source, data["choices_from"], *here, "choices_from")
    choices = tuple(_choice(source, choice, *here, "choices", at) for at, choice in enumerate(data.get("choices", ())))
    source.unique((choice.value for choice in choices), "choice", *here, "choices")
    more = {name: data[name] for name in ("choices_from", "secret", "hint") if name in data}
    return Question(data["id"], data["ask"], choices, **more)


def _choice(source: ManifestSource, data: Any, *path: str | int) -> Choice:
    choice = {"value": data, "label": data} if isinstance(data, str) else data
    if not isinstance(choice, dict):
        raise source.problem('A choice is a text, or { value = "…", label = "…" }.', *path)
    source.check(choice, fields.CHOICE, "a choice", *path)
    return Choice(choice["value"], choice["label"])


def _check_choices_from(source: ManifestSource, call: str, *path: str | int) -> None:
    if call not in CALLS:
        raise source.problem(f'"{call}" is not a call that Deskside knows.', *path, suggestion=nearest(call, CALLS))
    if CALLS[call].arguments or CALLS[call].changes:
        raise source.problem(f'"{call}" can\'t give choices: it must look only, and need nothing to be told.', *path)
    if not allowed(source.data.get("needs", []), call, {}):
        raise source.problem(f'"{call}" must be among "needs".', *path)
