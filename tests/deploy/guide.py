"""Reads a guide as a person follows it: what to type where, what to write into which file, what should be seen.

In the Markdown source a comment before a fenced block names the computer and who sits there::

    <!-- at: web as root -->
    ```console
    # nginx -t
    …successful
    ```

    <!-- at: desk as ana file: labels/manifest.toml -->
    ```toml
    …
    ```

``$`` is anyone's prompt, ``#`` is root's; a line that ends in a backslash goes on. What stands below a command is what
it prints; "…" stands for anything. A ``console`` or ``bash`` block without a comment is a mistake in the guide, unless
the comment says why it isn't run: ``<!-- not run: Ansible's own -->``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(
    r"(?:^<!-- (?P<note>[^\n]*?) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_AT = re.compile(r"at: (?P<machine>\S+) as (?P<user>\S+)(?: file: (?P<file>\S+))?")
_TYPED = ("console", "bash", "sh")


class Typed(NamedTuple):
    """One command, and what it should print."""

    machine: str
    user: str
    command: str
    prints: str
    line: int


class Written(NamedTuple):
    """One file that the reader makes with an editor. A relative path counts from the home folder."""

    machine: str
    user: str
    file: str
    text: str
    line: int


def steps(guide: Path) -> Iterator[Typed | Written]:
    """What the guide has its reader do, in order. ValueError names the line of a block that nobody could follow."""
    text = guide.read_text("utf-8")
    for block in _BLOCK.finditer(text):
        note, kind = block["note"] or "", block["kind"]
        line = text.count("\n", 0, block.start("text")) + 1
        where = _AT.fullmatch(note)
        if where and where["file"]:
            yield Written(where["machine"], where["user"], where["file"], block["text"], line)
        elif where:
            yield from _typed(block["text"], where["machine"], where["user"], line, guide)
        elif kind in _TYPED and not note.startswith("not run: "):
            raise ValueError(f"{guide.name}:{line}: nobody says where this is typed")


def _typed(text: str, machine: str, user: str, line: int, guide: Path) -> Iterator[Typed]:
    prompt = "# " if user == "root" else "$ "
    command, prints, began, open_line = "", "", line, False
    for number, row in enumerate(text.splitlines(), line):
        if open_line:
            command += "\n" + row.removeprefix("> ")
        elif row.startswith(("$ ", "# ")):
            if not row.startswith(prompt):
                raise ValueError(f"{guide.name}:{number}: {user} has another prompt")
            if command:
                yield Typed(machine, user, command, prints, began)
            command, prints, began = row[2:], "", number
        elif not command:
            raise ValueError(f"{guide.name}:{number}: output before any command")
        else:
            prints += row + "\n"
            continue
        open_line = row.endswith("\\")
    if command:
        yield Typed(machine, user, command, prints, began)


def as_printed(expected: str, printed: str) -> bool:
    """Whether ``printed`` is what the guide shows; an empty ``expected`` promises nothing."""
    if not expected.strip():
        return True
    pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))
    return re.fullmatch(pattern, "\n".join(row.rstrip() for row in printed.strip().splitlines()), re.DOTALL) is not None
