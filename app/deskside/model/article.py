"""What is there to read: short articles, and notices of problems that are known already."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Heading(Struct, frozen=True, tag="heading"):
    text: str


class Paragraph(Struct, frozen=True, tag="paragraph"):
    text: str


class Points(Struct, frozen=True, tag="points"):
    """A list, a thought each."""

    items: tuple[str, ...]


class Onward(Struct, frozen=True, tag="onward"):
    """A button to a troubleshooter or to another article, by id. It says that one's own title, and nothing else."""

    to: str


Part: TypeAlias = Heading | Paragraph | Points | Onward


class Article(Struct, frozen=True):
    """One to three minutes of reading, in one language."""

    id: str
    title: str
    summary: str
    keywords: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """What people say who look for it."""
    parts: tuple[Part, ...] = ()


class Notice(Struct, frozen=True):
    """A problem that the organisation knows of and works on, so that nobody has to look for its cause."""

    id: str
    title: str
    says: str
    """What it means for the person, and what happens next."""
    phrases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    since: float = 0.0
    troubleshooter: str = ""
    """Whoever comes with this problem is shown the notice first. "" when no troubleshooter fits."""
