"""Text from elsewhere made harmless: what a help desk wrote, and what a requester wrote for the help desk's people.

Nothing here is ever drawn as HTML; this takes out what could still deceive or
disturb as plain text: control characters, escape sequences, direction
overrides, endless length.
"""

from __future__ import annotations

import re
import unicodedata

MESSAGE_MOST = 20_000
LINE_MOST = 300

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb\ufeff]")
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_LAST_TWO = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_NEVER_LETTERS = re.compile(f"[\ufdd0-\ufdef{_LAST_TWO}]")
_TICKET_NUMBER = re.compile(r"\[[^\]]*#\s*\d+[^\]]*\]")
_ROUND = str.maketrans("[]", "()")
_BLANK_LINES = re.compile(r"\n{4,}")


def plain(text: str, most: int = MESSAGE_MOST) -> str:
    """``text`` without what can deceive, no longer than ``most``. Doing it twice changes nothing more."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = letters(_TAGS.sub("", _OVERRIDES.sub("", _ESCAPES.sub("", text))))
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    text = _BLANK_LINES.sub("\n\n\n", text).strip()
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def letters(text: str) -> str:
    """``text`` without what Unicode promises never to be a letter: a help desk puts something else in its place."""
    return _NEVER_LETTERS.sub("", text)


def one_line(text: str, most: int = LINE_MOST) -> str:
    """``text`` as a single line."""
    return plain(" ".join(plain(text, most * 4).split()), most)


def title_line(title: str) -> str:
    """``title`` as a line that names no ticket: "[desk #17]" would lead answers to another one and be put in twice."""
    line = one_line(title)
    return line.translate(_ROUND) if _TICKET_NUMBER.search(line) else line


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for white space, which help desks change."""
    return one.split() == other.split()


def ascii_name(name: str) -> str:
    """A file name that every help desk keeps: some lose what is not ASCII."""
    flat = name.replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("ł", "l")
    flat = unicodedata.normalize("NFKD", flat).encode("ascii", "ignore").decode()
    stem, dot, suffix = re.sub(r"[^A-Za-z0-9._ -]+", "_", flat).rpartition(".")
    return f"{stem.strip(' ._')[:80] or 'file'}{dot}{suffix}"
