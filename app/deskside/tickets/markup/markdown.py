"""Plain text for help desks that draw Markdown: their page shows exactly this text and does nothing.

Only what would mean something is escaped, because people also read the text as
it was sent, in e-mails: most texts are the same before and after.
"""

from __future__ import annotations

import re

_ESCAPABLE = r"\\`*_{}\[\]()>#+\-.!"
_SIGNS = re.compile(
    rf"""
      (?P<backslash>\\(?=[{_ESCAPABLE}]))      # would take the next sign for itself
    | (?P<mark>[`*])                           # code, emphasis
    | (?P<under>(?<![^\W_])_|_(?![^\W_]))      # emphasis; inside a word it is none
    | (?P<link>(?<=\])\()                      # "[words](where)", also after a picture's "!"
    | (?P<entity>&(?=\#?\w+;))                 # "&copy;"
    """,
    re.VERBOSE,
)
_LINE = re.compile(
    r"""
      (?P<blank>[ \t]+)
    | (?P<sign>[#>\[] | [-+](?=[ \t]|[-\s]*$))
    | (?P<number>\d+)\.(?=[ \t]|$)
    | (?P<under>=(?==*[ \t]*$))
    | (?P<fence>~(?=~~))
    """,
    re.VERBOSE,
)
_WRITTEN = re.compile(rf"\\([{_ESCAPABLE}])|&amp;(?=\#?\w+;)|&lt;|&\#61;|&\#126;")


def escaped(text: str) -> str:
    """``text`` as Markdown that is drawn as this text."""
    return "\n".join(map(_line, _no_angles(_SIGNS.sub(_sign, text)).split("\n")))


def unescaped(text: str) -> str:
    """What ``escaped`` was given, but for tabs."""
    return _WRITTEN.sub(_as_it_was, text).replace("\N{NO-BREAK SPACE}", " ")


def _sign(found: re.Match[str]) -> str:
    return "&amp;" if found["entity"] else f"\\{found[0]}"


def _no_angles(text: str) -> str:
    """Without what would become a link: "<https://…>", "<somebody@…>"."""
    last = text.rfind(">") + 1
    if "@" in text[:last] or "://" in text[:last]:
        return text[:last].replace("<", "&lt;") + text[last:]
    return text


def _line(line: str) -> str:
    """What begins a list, a heading, a quotation, a rule or code does so only at the beginning of a line."""
    found = _LINE.match(line)
    if found is None:
        return line
    rest = line[found.end() :]
    if found["blank"]:  # kept, and whatever follows it begins nothing
        return "\N{NO-BREAK SPACE}" * len(found["blank"].expandtabs(4)) + rest
    if found["sign"]:
        return f"\\{found['sign']}{rest}"
    if found["number"]:
        return f"{found['number']}\\.{rest}"
    return f"{'&#61;' if found['under'] else '&#126;'}{rest}"


def _as_it_was(found: re.Match[str]) -> str:
    return found[1] or {"&amp;": "&", "&lt;": "<", "&#61;": "=", "&#126;": "~"}[found[0]]
