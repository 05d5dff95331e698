"""What people write to each other: a nick before a line, an answer to a question for a secret, a bare name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.given_names import GIVEN_NAMES, NOT_NAMES
from deskside.diagnostics.rules.names import without_accents
from deskside.diagnostics.rules.people import is_name_word
from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text
from deskside.diagnostics.rules.words import words

_NICK = re.compile(
    r"^[ \t]{0,4}\[?(?:\d{1,2}[./]\d{1,2}[./]\d{2,4},? )?\d{1,2}[:.]\d\d(?: ?[AaPp][Mm])?\]?[ \t]{1,3}(?:- )?<?@?"
    r"([^\W\d_][\w.\-]{1,30}(?: [A-ZÀ-Þ][^\W\d_]{1,24})?)>?: ",
    re.MULTILINE,
)
"""A time of hours and minutes, as people's programs show it, and who wrote: logs have seconds."""

_ASKED = (
    "password passwort kennwort passwörter pw passwd mdp contraseña clave passcode passphrase code key "
    "schlüssel clé pin"
)
_VALUE = r"[\"'„“«]?[ \u00a0]?(?P<password>[^\s\"'„“«»”(<=]{6,60})"
_ANSWER = re.compile(
    r"(?i)(?<!\w)(?:it[’']?s|it is|is|was|try|maybe|ist|war|c[’']est|est|es|era|prueba|essaie|probier|vielleicht|"
    r"->|→|:|ja,|yes,|yep,|oui,|sí,|si,|klar,|sure,)"
    rf"[ \t]{{1,3}}{_VALUE}"
)
_TOLD = re.compile(
    rf"(?i)(?<![^\W_])(?:{_ASKED.replace(' ', '|')})(?![^\W_])(?:[ :,]{{1,2}}[^\W\d_]{{1,12}}){{0,3}}?[ "
    rf":,]{{1,2}}{_VALUE}"
)
_WIFI = ("wifi", "wlan", "wi-fi", "ssid", "router", "réseau", "hotspot")
_NO_PROSE = re.compile(r"=|://|[{}<>\\]|\w\(")
_INTRODUCED = r"(?i:my name is|mein name ist|ich heiße|ich heisse|je m[’']appelle|mon nom est|me llamo|mi nombre es) "
_FREE = r"[^\W\d_]{2,24}(?:[\-'’][^\W\d_]{2,24})?"
_STOPS = words("und and et y i e ich i'm im from aus de von der die das the and my mein ma mi at bei chez en")
_CALLED = (
    "soy suis bin ici hier heiße llamo appelle ask tell call contact from with by to thanks thank for meet see "
    "near and frag frage von mit bei an für und danke "
    "demande demandez à chez avec par merci et pregunta pregúntale con gracias y hola hi hello hey hallo bonjour salut "
    "moin"
)


def _nicks(text: Text) -> Iterator[Span]:
    for match in _NICK.finditer(text.text):
        if is_name_word(match[1]):
            yield Span(match.start(1), match.end(1), "person")


def _answers(text: Text) -> Iterator[Span]:
    """What looks like a secret and answers a question for one, up to two lines below; or was told of with a Wi-Fi."""
    for start, end in text.lines((), _ASKED.split()):
        line = text.lower[start:end]
        if _NO_PROSE.search(line):
            continue
        if any(word in line for word in _WIFI):
            yield from _secrets(_TOLD, text.text, start, end)
        if "? " in line or line.rstrip().endswith("?"):
            last = end
            for _line in range(2):
                last = text.line(last + 1)[1] if last < len(text.text) else last
            yield from _secrets(_ANSWER, text.text, text.text.index("?", start), last)


def _secrets(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    for match in pattern.finditer(text, start, end):
        value = match["password"].rstrip(".,;:!?)")
        if _looks_secret(value):
            yield Span(match.start("password"), match.start("password") + len(value), "password")


_ORDINARY = re.compile(
    r"[^\W\d_]+|(?:wpa|wep|802|utf|sha|aes|md)[\w.\-]*|https?:.*|[\d.:,/\-]+\w{0,3}|[^\W\d_]+(?:[-'’][^\W\d_]+)"
    r"{1,4}|[\w\-]+\.[a-z]{2,4}"
    r"|wi-?fi\d?|\d?[.,]?\d ?ghz|[^\W\d_]+[.!?][^\W\d_]+|v\d.*|\d+(?:st|nd|rd|th)|[^\W\d_]{1,4}\d{1,2}|windows\d+",
    re.IGNORECASE,
)


def _looks_secret(value: str) -> bool:
    """Six characters or more, letters and something else, and none of the things people write anyway."""
    return len(value) >= 6 and not _ORDINARY.fullmatch(value) and any(char.isalpha() for char in value)


def _is_given(name: str) -> bool:
    return without_accents(name.lower()) in GIVEN_NAMES


def _introduced(match: re.Match[str]) -> bool:
    return not any(word in _STOPS or word in NOT_NAMES for word in match["person"].lower().split())


_ALSO_WORDS = words(
    "mark may will rose grace bill frank ernst jack art june april august dawn joy hope faith iris pat max rob"
)
_DOES = re.compile(
    r" (?:from|says|said|told|has|had|changed|gave|wants|asked|thinks|sagt|sagte|meint|hat|hatte|dit|dice|tiene|"
    r"tenía|me dijo|m[’']a dit)\b"
)


def _subjects(text: Text) -> Iterator[Span]:
    """A given name alone that does something: "Darren from nights changed the password"."""
    for name in text.words.keys() & GIVEN_NAMES:
        if name not in _ALSO_WORDS:
            for at in text.words[name]:
                end = at + len(name)
                if text.text[at].isupper() and text.text[at - 1 : at] not in _GLUED and _DOES.match(text.text, end):
                    yield Span(at, end, "person")


_GLUED = frozenset("@./\\-_")


def _called(text: Text) -> Iterator[Span]:
    """A given name alone, after a word that is followed by somebody."""
    for word in _CALLED.split():
        for at in text.words.get(word, ()):
            match = _GIVEN.match(text.text, at + len(word))
            if match and _is_given(match[1]):
                yield Span(match.start(1), match.end(1), "person")


_GIVEN = re.compile(r",? ([A-ZÀ-Þ][^\W\d_]{2,24})(?![\w\-/\\@]|\.\w| [A-Z])")

_NOT_CODES = "error exit status return stop event response zip postal country area fehler erreur source bar qr qr-"

FINDERS: tuple[Finder, ...] = (
    _nicks,
    _answers,
    _called,
    _subjects,
    Rule(
        r"(?i)(?:it[’']s|this is|hier ist|ici|soy|i am|i[’']m|ich bin|je suis|hier|c[’']est) (?P<person>"
        rf"(?P<_first>[^\W\d_]{{3,20}}(?:-[^\W\d_]{{3,20}})?) {_FREE})",
        begins="it this hier ici soy i ich je c",
        check=lambda match: _is_given(match["_first"].partition("-")[0]) and _introduced(match),
    ),
    Rule(
        r"(?i)(?<!error )(?<!exit )(?<!status )(?<!stop )code\b[^.\n\d=<>{}]{2,30} (?P<code>\d{3} ?\d{3})(?!\d|"
        r"[.,:/\-]\d)",
        begins="code",
    ),
    Rule(
        rf"{_INTRODUCED}(?P<person>{_FREE}(?: {_FREE})?)",
        begins="my mein ich je mon me mi",
        check=_introduced,
    ),
    Rule(
        rf"(?i)(?<!{'(?<!'.join(f'{word} )' for word in _NOT_CODES.split())}code(?: [^\W\d_]{{1,10}}){{0,3}} "
        r"(?:is|was|war|ist|lautet|est|était|es|era)[: ]{1,2}(?P<code>\d{3}[ \-]?\d{3}|\d{4,8})(?![\w.,]\d)",
        begins="code",
    ),
)  # fmt: skip
