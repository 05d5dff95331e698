"""Plain text for Redmine's Textile: its page shows exactly this text, and nothing in it links, draws or runs.

Signs that could mean something where they stand become numbered entities, which
Textile and Redmine's own links and macros leave alone; most sentences need none,
so that who reads the source (in an e-mail, in a search) reads the words. Spaces
that a page would swallow become such entities, too. ``read`` is the way back.
"""

from __future__ import annotations

import re

_OPENS_BLOCK = re.compile(r"^( *)(p|bq|h\d+|fn\d+|table)(?=\W)", re.MULTILINE)
_SWALLOWED = re.compile(r"(?:^ +|(?<= ) +| +$)", re.MULTILINE)
_REVISION = re.compile(r"(?<![^\W_])r(?=\d)")
_ACTIVE = re.compile(r"[&<>*_+^~%?@\"!#\[{|=(:\\`.-]")
_ENTITY = re.compile(r"&#(\d{2,7});")
_PRE = re.compile(r"</?pre>\n?")
_ENDS_PRE = re.compile(r"</?(?:code|pre|kbd|notextile|redpre)|x%(?:x%|&)", re.IGNORECASE)
_SPACE = " "


def ticket(story: str, agent_part: str) -> str:
    """The people's part as sentences; the part for agents, mostly lists and figures, to the letter."""
    if not agent_part:
        return written(story)
    to_the_letter = written(agent_part) if _ENDS_PRE.search(agent_part) else f"<pre>\n{agent_part}\n</pre>"
    return f"{written(story)}\n\n{written('-- ')}\n\n{to_the_letter}"


def written(text: str) -> str:
    """``text`` in Textile that shows it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    marked = {place for match in _OPENS_BLOCK.finditer(text) for place in [match.start(2)]}
    marked |= {match.start() for match in _REVISION.finditer(text)}
    marked |= {match.start() for match in _ACTIVE.finditer(text) if not _is_idle(text, match.start())}
    spaces = {place for match in _SWALLOWED.finditer(text) for place in range(*match.span())}
    signs = (
        _entity("\xa0") if at in spaces else _entity(sign) if at in marked else sign for at, sign in enumerate(text)
    )
    lines = "".join(signs).split("\n")
    return "\n".join(_kept_blank(lines, at) for at in range(len(lines)))


def read(source: str) -> str:
    """What ``written`` and ``ticket`` were given, but for white space."""
    text = _PRE.sub("", source.replace("\r\n", "\n"))
    return _ENTITY.sub(lambda match: _SPACE if match[1] == "160" else _sign(match), text)


def _kept_blank(lines: list[str], at: int) -> str:
    """Of several empty lines a page shows one: the others get a space that it keeps."""
    return _entity("\xa0") if at and not lines[at] and not lines[at - 1] else lines[at]


def _is_idle(text: str, at: int) -> bool:
    """Whether the sign means nothing to Textile or Redmine where it stands."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign == ".":
        return text[max(0, at - 3) : at].lower() != "www"
    if sign in "?=":
        return sign not in (before, after) and before not in ("", "\n", " ", "|")
    if sign == '"':
        return ":" not in (before, after)
    if sign == "!":
        return after in ("", "\n", " ")
    if sign == "(":
        return not before.isalnum()
    if sign == ":":
        return before != '"' and (after in ("", "\n", " ") or (before.isdecimal() and after.isdecimal()))
    if sign == "%":
        return before.isalnum() and before != "x" and after != "x"
    if sign == "-" and after == " ":
        return before in (" ", "\n", "") and text[at + 2 : at + 3].isalnum()
    return sign in "_+~-" and before.isalnum() and after.isalnum()


def _entity(sign: str) -> str:
    return f"&#{ord(sign)};"


def _sign(match: re.Match[str]) -> str:
    number = int(match[1])
    return chr(number) if number < 0x110000 else match[0]
