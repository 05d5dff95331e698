"""The text of one short article, read strictly: what it may hold, how long, and the line of what does not fit.

::

    # Title
    summary: One or two sentences.
    keywords: a, b, c
    phrase: what somebody says who looks for this

    A paragraph. It may go on
    in the next line.

    ## A heading

    - an item of a list
    - another one

    -> printer

The last form is a button to a troubleshooter or to another article, by id; it
says that one's own title. There are no other marks: no HTML, no web
addresses, no pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from deskside.catalogue.fields import ID, readable
from deskside.errors import ManifestProblem
from deskside.model.article import Article, Heading, Onward, Paragraph, Part, Points

MOST_PARTS, MOST_ITEMS, MOST_WORDS, MOST_BUTTONS = 60, 15, 60, 6
"""Of a whole text: parts, items of one list, keywords or phrases, buttons."""
LONGEST = {"title": 80, "heading": 80, "summary": 200, "keyword": 60, "phrase": 120, "paragraph": 900, "item": 400}
"""Letters."""

_FORBIDDEN = (
    (re.compile(r"<[A-Za-z/!?]|&#?\w+;"), "HTML is not read here."),
    (re.compile(r"\w://|\bwww\.", re.IGNORECASE), "A web address can't stand here. A button is written: -> printer."),
    (re.compile(r"\]\(|!\[|`|\*\*|__"), "This mark is not read here; the text is plain."),
)
_OTHER_MARKS = re.compile(r"[>*|+=~]|#|\d+[.)] |-")
"""What begins a line in other ways of writing, or is one of ours without its space."""


def read_text_of(text: str, id: str, file: Path) -> Article:  # noqa: A002 - it is the id
    """The article; ManifestProblem names the first thing that is wrong, and its line."""
    return _Text(text, file).article(id)


class _Text:
    """Reads from top to bottom, once."""

    def __init__(self, text: str, file: Path) -> None:
        self._file = file
        self._lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
        self._at = 0

    def article(self, id: str) -> Article:  # noqa: A002 - it is the id
        for number, line in enumerate(self._lines, 1):
            self._check(line, number)
        if not self._lines[0].startswith("# "):
            raise self._problem("The first line must be the title: # Title.", 1)
        title = self._fitting(self._lines[0][2:], "title", 1)
        self._at = 1
        head = self._head()
        parts = tuple(self._parts())
        if not any(isinstance(part, Paragraph) for part in parts):
            raise self._problem("There is nothing to read: a paragraph is missing.", len(self._lines))
        if sum(isinstance(part, Onward) for part in parts) > MOST_BUTTONS:
            raise self._problem(f"There are more than {MOST_BUTTONS} buttons.", len(self._lines))
        return Article(id, title, head["summary"][0], tuple(head["keyword"]), tuple(head["phrase"]), parts)

    def _problem(self, says: str, line: int) -> ManifestProblem:
        return ManifestProblem(says, file=str(self._file), line=line)

    def _check(self, line: str, number: int) -> None:
        """Nothing in the line that is no plain text."""
        if not readable(line):
            raise self._problem("There is a sign in this line that can't be seen.", number)
        for pattern, says in _FORBIDDEN:
            if pattern.search(line):
                raise self._problem(says, number)

    def _fitting(self, text: str, what: str, line: int) -> str:
        text = text.strip()
        if not text:
            raise self._problem(f"The {what} is empty.", line)
        if len(text) > LONGEST[what]:
            raise self._problem(f"This {what} is longer than {LONGEST[what]} letters.", line)
        return text

    def _head(self) -> dict[str, list[str]]:
        """The lines with a name, up to the first empty one."""
        found: dict[str, list[str]] = {"summary": [], "keyword": [], "phrase": []}
        while self._at < len(self._lines) and self._lines[self._at].strip():
            line, number = self._lines[self._at], self._at + 1
            name, colon, value = line.partition(":")
            if not colon or name not in ("summary", "keywords", "phrase"):
                raise self._problem('Here is "summary:", "keywords:" or "phrase:", or an empty line.', number)
            if name == "keywords":
                found["keyword"] += [self._fitting(word, "keyword", number) for word in value.split(",")]
            else:
                found[name].append(self._fitting(value, name, number))
            if max(len(found["keyword"]), len(found["phrase"])) > MOST_WORDS:
                raise self._problem(f"There are more than {MOST_WORDS} of these.", number)
            self._at += 1
        if len(found["summary"]) != 1:
            raise self._problem('There must be one line "summary:" below the title.', 2)
        return found

    def _parts(self) -> Iterator[Part]:
        """What stands between empty lines."""
        count = 0
        while self._at < len(self._lines):
            if not self._lines[self._at].strip():
                self._at += 1
                continue
            count += 1
            if count > MOST_PARTS:
                raise self._problem(f"There are more than {MOST_PARTS} parts.", self._at + 1)
            yield self._part()

    def _part(self) -> Part:
        first, number = self._lines[self._at], self._at + 1
        if first.startswith("## "):
            self._at += 1
            return Heading(self._fitting(first[3:], "heading", number))
        if first.startswith("-> "):
            self._at += 1
            to = first[3:].strip()
            if not ID.fullmatch(to):
                raise self._problem('A button is the id of a troubleshooter or an article: "-> printer".', number)
            return Onward(to)
        return self._points() if first.startswith("- ") else self._paragraph()

    def _points(self) -> Points:
        items: list[list[str]] = []
        begun = self._at
        while self._at < len(self._lines) and (line := self._lines[self._at]).strip():
            if line.startswith("- "):
                items.append([line[2:].strip()])
            elif line.startswith("  "):
                items[-1].append(line.strip())
            else:
                raise self._problem(
                    'A list goes on with "- ", or with two spaces, or ends with an empty line.', self._at + 1
                )
            self._at += 1
        if len(items) > MOST_ITEMS:
            raise self._problem(f"This list has more than {MOST_ITEMS} items.", begun + 1)
        return Points(tuple(self._fitting(" ".join(item), "item", begun + 1) for item in items))

    def _paragraph(self) -> Paragraph:
        begun, said = self._at, []
        while self._at < len(self._lines) and (line := self._lines[self._at]).strip():
            if _OTHER_MARKS.match(line):
                raise self._problem('This mark is not read here. There are "## ", "- " and "-> ".', self._at + 1)
            said.append(line.strip())
            self._at += 1
        return Paragraph(self._fitting(" ".join(said), "paragraph", begun + 1))
