"""What follows a name: how far a value reaches, and whether it is one at all or only a word about it."""

from __future__ import annotations

import re

from deskside.diagnostics.rules.words import words

_SEPARATOR = re.compile(
    r"""(?:\\?["'`\]}”]){0,4}[ \t]{0,80}(?:(?:\.[ \t]?){2,40}[ \t]{0,8})?"""
    r"""(?:=>|:=|==?|:(?![:/]|\\(?![\"']))|(?<=["'])[ \t]?,|>(?=[^<>\n]{1,4000}</))[ \t]{0,80}"""
    r"""(?:[bru](?=["'])|@(?=["']))?"""
)
_QUOTED = re.compile(
    r"""\\"(?P<e>(?:[^"\\\n]|\\[^"\n]){0,4000}+)\\"|"(?P<d>(?:[^"\\\n]|\\.){0,4000}+)"|'(?P<s>(?:[^'\\\n]|\\.){0,4000}+)'"""
    r"""|[“„«»][ \u00a0]?(?P<t>[^”“«»\n]{1,400}+)[”“«»]|`(?P<b>[^`\n]{1,400}+)`"""
)
_BARE = re.compile(r"""[^\s"'<>|]{1,4000}+""")
_IN_LIST = re.compile(r"""[^\s"'<>|,;&]{1,4000}+""")
_ELEMENT = re.compile(r"[^<\n]{1,4000}+")
_REST = re.compile(r"[^\n\r]{1,400}+")

_PARAMETER = re.compile(r"[&,](?:amp;)?[A-Za-z_][\w.\-]{0,40}=")
"""The next parameter of a query, which is no part of the value before it."""

_WORDS = words("""
        value files systemd compat dns sss winbind true false yes no none null nil undefined required optional
        enabled disabled default unknown empty missing expired changed incorrect wrong present absent set unset ok
        failed failure error invalid valid accepted rejected denied string str bytes int bool object authorization
        bearer basic digest negotiate ntlm password passwd secret token hidden needed not is was has must and or
        the a an for from to in on of with via your my this that please ja nein oui non si sí keine aucun ninguno
        vorhanden presente présente présent nicht never always auto manual prompt ask stored saved reset here
        refreshed found supplied specified received sent created deleted updated rotated revoked refresh access id
        type name text plain plaintext encrypted hash hashed unencrypted sha256 md5 publickey wpa wpa2 wpa3 wep
        open
        """)
_CODE = re.compile(r"[A-Za-z_][\w.]{0,80}\(|[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){1,4}(?:\[|$)")
_REFERENCE = re.compile(
    r"\$\{|\$\(|\$[A-Za-z_]\w*$|%[A-Za-z_]{2,40}%|%\(|\{\{|<[A-Za-z_ \-]{1,40}>?$|\{[a-z_]{1,30}\}$|https?://"
)
_ALGORITHM = re.compile(r"(?:sk-)?(?:ssh|ecdsa)-[a-z0-9\-@.]{2,40}$|(?:hmac-)?sha\d?-?\d{1,3}$|[Ss][Hh][Aa]256:")
_FILE = re.compile(r"\d{1,5}/(?:tcp|udp|sctp)$|(?:~|\.{0,2})(?:/[\w.\-]{1,60}){2,20}$|[A-Za-z]:\\")


def separator_at(text: str, at: int) -> int:
    """Where a separator that begins at ``at`` ends; ``at`` when there is none."""
    match = _SEPARATOR.match(text, at)
    return match.end() if match else at


def value_at(
    text: str, at: int, *, rest: bool = False, in_list: bool = False, element: bool = False
) -> tuple[int, int, bool]:
    """Start and end of the value that begins at ``at``, and whether it was in quotes. Empty when there is none."""
    quoted = _QUOTED.match(text, at)
    if quoted and quoted.lastgroup:
        start, end = quoted.span(quoted.lastgroup)
        return start, end, True
    if element:
        match = _ELEMENT.match(text, at)
    elif rest:
        match = _REST.match(text, at)
    else:
        match = (_IN_LIST if in_list else _BARE).match(text, at)
    if not match:
        return at, at, False
    value = match[0].rstrip() if element else _trimmed(_PARAMETER.split(match[0], maxsplit=1)[0].rstrip())
    return at, at + len(value), False


def _trimmed(value: str) -> str:
    """Without the punctuation of the sentence or list around it."""
    value = value.rstrip(".,;:")
    while value and value[-1] in ")]}" and value.count(value[-1]) > value.count("([{"[")]}".index(value[-1])]):
        value = value[:-1].rstrip(".,;:")
    return value


def is_value(value: str, *, quoted: bool) -> bool:
    """Whether this can be a secret rather than a word, a variable or a call that stands where one could."""
    if value.lower().strip("!.?* ") in _WORDS:
        return False
    if _REFERENCE.match(value) or _FILE.match(value) or _ALGORITHM.match(value):
        return False
    return quoted or not _CODE.match(value)


def is_random(value: str) -> bool:
    """Whether this looks made by a machine: long, or of several sorts of characters."""
    sorts = (
        any(char.isdigit() for char in value)
        + any(char.islower() for char in value)
        + any(char.isupper() for char in value)
        + any(not char.isalnum() and char not in "-_ " for char in value)
    )
    return len(value) >= 8 and (sorts >= 2 or (len(value) >= 20 and " " not in value))


def is_sentence(value: str) -> bool:
    """Whether this is a text about a password, such as a label in a translation file."""
    lower = value.lower()
    return value.count(" ") >= 2 and any(
        word in lower for word in ("password", "passwort", "kennwort", "mot de passe", "contrase", "required", "enter ")
    )
