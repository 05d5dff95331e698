"""Reads a bundle back, as hostile input: it may come from anyone, whatever it looks like."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from deskside.diagnostics.archive import Part, read_archive
from deskside.diagnostics.bundle_form import AGENT, CONTENTS, DEPTH, EVIDENCE, FACTS, PARTS, SCHEMA
from deskside.diagnostics.fitting import is_plain, plain_json, plain_text
from deskside.errors import BundleProblem
from deskside.language import _
from deskside.model.report import Fact, FactGroup
from deskside.model.shapes import decode
from deskside.model.troubleshooter import Json

S = TypeVar("S", bound=Struct)

_TOKEN = re.compile(r'"(?:[^"\\]+|\\[\s\S]?)*"?|[\[\]{}]')
"""A text, or a bracket. A text without an end goes on to the end of the file."""


class _Facts(Struct, frozen=True):
    schema: int
    groups: tuple[FactGroup, ...]
    facts: tuple[Fact, ...]


class _Evidence(Struct, frozen=True):
    schema: int
    evidence: dict[str, Json]


class Bundle(Struct, frozen=True):
    """What a bundle says. ``texts`` are its four parts, (name, text), to the letter."""

    contents: str
    """The page for people."""
    groups: tuple[FactGroup, ...]
    facts: tuple[Fact, ...]
    evidence: dict[str, Json]
    agent: str
    """The summary for the help desk."""
    texts: tuple[tuple[str, str], ...]


def read_bundle(data: bytes) -> Bundle:
    """The bundle in ``data``; BundleProblem when it is none, or not safe to open."""
    parts = read_archive(data)
    if tuple(part.name for part in parts) != PARTS:
        says = _("This packed file was not made by Deskside.")
        raise BundleProblem(f"its parts are {[part.name for part in parts]}", says=says)
    texts = {part.name: _text(part) for part in parts}
    facts, evidence = _read(texts[FACTS], FACTS, _Facts), _read(texts[EVIDENCE], EVIDENCE, _Evidence)
    return Bundle(
        contents=texts[CONTENTS],
        groups=tuple(FactGroup(*map(plain_text, astuple(group))) for group in facts.groups),
        facts=tuple(_plain_fact(fact) for fact in facts.facts),
        evidence=plain_json(evidence.evidence),
        agent=texts[AGENT],
        texts=tuple(texts.items()),
    )


def _plain_fact(fact: Fact) -> Fact:
    """What stands in JSON may still steer a screen: there it can be written with other letters."""
    return Fact(plain_text(fact.group), plain_text(fact.key), plain_text(fact.label), plain_json(fact.value))


def _text(part: Part) -> str:
    try:
        text = part.content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BundleProblem(f"{part.name} is no text") from problem
    if not is_plain(text):
        raise BundleProblem(f"{part.name} holds what steers a screen")
    return text


def _read(text: str, name: str, shape: type[S]) -> S:
    if _too_deep(text):
        raise BundleProblem(f"{name} is too deep")
    try:
        found = decode(text, shape)
    except (msgspec.DecodeError, ValueError, RecursionError) as problem:
        raise BundleProblem(f"{name}: {str(problem)[:200]}") from problem
    version: Any = getattr(found, "schema", 0)
    if not 1 <= version <= SCHEMA:
        says = _("This file was made by a newer Deskside. Please update Deskside first.")
        raise BundleProblem(f"{name} has schema {version}", says=says)
    return found


def _too_deep(text: str) -> bool:
    """Whether tables lie in tables further than ours ever do."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > DEPTH:
            return True
    return False
