"""What a person may do on the preview, drawn at random: words of every sort, files, things left out and hidden."""

from __future__ import annotations

import random
import re
import struct
import zlib
from pathlib import Path

from deskside.casework.added import read_added
from deskside.casework.handover import Handover
from deskside.model.parcel import Added, Choices, Impact, Shown

PIECES = (
    "Nothing comes out.", "äöüß ñ ¿qué? Œuvre", "e\u0301 and \u00e9",
    "🖨️ 👩‍👩‍👧 🏳️‍🌈 👍🏽", "日本語 한국어 العربية עברית",
    "ﬁ ½ Ⅷ ａｂｃ", "0", ".", "..", ".leading dot", "-- ", "--", "--- a/file", "- a list",
    "From here on it fails", ">From nobody Mon Sep 17", "=20 =3D =\n", "<script>alert(1)</script>",
    "<b>bold</b> &amp; &nbsp; <br>", "<!-- hidden -->", "[helptest #1]", "Subject: another",
    "Status: resolved\nOwner: agent", "Content-Type: text/html\n\n<p>x</p>", "RT-Attach-Message: yes",
    "{$Ticket->Subject} $(id) `id` %s %00", "' OR 1=1 --", "begin 644 x\nM", "```\ncode\n```", "one\r\ntwo\r\n",
    "one\rtwo", "one\u2028two\u2029three\x85four\x0bfive\x0csix", "   indented", "blanks at the end   ",
    "\tat a stop\t", "no\u00a0break\u00a0", "\n\n\n\n\n\n\n", "zero\u200bwidth\u200dand\u2060", "\ufeffmark",
    "\x1b[31mred\x1b[0m \x07", "\u202etxt.exe\u202c", "\ufffd \ufffe \U0010ffff \U000e0041", "half \ud83d of a sign",
    "password=Tr0ub4dor&3 10.20.30.40 anna@example.org", "C:\\Users\\anna\\x \\n \\\\srv\\a",
)  # fmt: skip
NAMES = (
    "notes.txt",
    "Übersicht.txt",
    "-rf.txt",
    ".hidden.txt",
    "a;b&c.txt",
    "log.2.log",
    "日本.txt",
    "x\n.txt",
    "data.json",
    "list.csv",
)
PICTURE_NAMES = ("screen.png", "Bild (1).png", "<img>.png")


def words(chance: random.Random) -> str:
    """A story as people write, paste and dictate them."""
    parts = chance.choices(PIECES, k=chance.randint(1, 12))
    if chance.random() < 0.15:
        parts.append("".join(chance.choices("abcdefghij äé.", k=chance.choice((998, 5_000, 30_000)))))
    return chance.choice((" ", "\n", "\r\n", "\n\n")).join(parts)


def picture(chance: random.Random) -> bytes:
    """A small PNG that is whole, with a remark in it."""
    width, height = chance.randint(1, 40), chance.randint(1, 40)
    rows = b"".join(b"\x00" + chance.randbytes(3 * width) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"tEXt", b"Author\x00anna"), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def files(chance: random.Random, folder: Path) -> tuple[Added, ...]:
    """Up to four files, added as the page adds them."""
    added: list[Added] = []
    for number in range(1, chance.choice((0, 1, 1, 2, 4)) + 1):
        if chance.random() < 0.4:
            path = folder / chance.choice(PICTURE_NAMES)
            path.write_bytes(picture(chance))
        else:
            path = folder / chance.choice(NAMES)
            code = chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252"))
            text = chance.choice(("0", "\n", " ", *[f"x{words(chance)}"] * 5))
            path.write_bytes(text.encode(code, "replace"))
        added.append(read_added(path, number))
    return tuple(added)


def whim(chance: random.Random, handover: Handover, email: str, folder: Path) -> Choices:
    """One person's choices about one message, after a look at all of it."""
    story, added = f"It is dead. {words(chance)}", files(chance, folder)
    title = chance.choice(("", " ".join(words(chance).split())[:100]))
    stops = chance.choice(("", words(chance)))
    impact = chance.choice(("", *Impact))
    whole = Choices(story=story, stops=stops, impact=impact, email=email, title=title, added=added)
    all_of_it = handover.show(whole)
    share = chance.random()
    out = frozenset(item.id for item in all_of_it.items if item.id != "story" and chance.random() < share)
    hidden = tuple(dict.fromkeys(selected(chance, all_of_it) for _ in range(chance.choice((0, 0, 1, 3)))))
    return Choices(story, stops, impact, email, title, out, hidden, added)


def selected(chance: random.Random, shown: Shown) -> str:
    """A few words somebody selected in one of the texts."""
    text = chance.choice([item.text for item in shown.items if len(item.text.split()) > 2] or ["dead"])
    found = list(re.finditer(r"\w[\w.@-]+", text))
    first = chance.randrange(len(found))
    last = min(first + chance.choice((0, 0, 0, 1)), len(found) - 1)
    return text[found[first].start() : found[last].end()]
