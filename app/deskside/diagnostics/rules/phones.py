"""Telephone numbers: international, national, and whatever stands behind "Tel."."""

from __future__ import annotations

import re

from deskside.diagnostics.rules.rule import Behind, Finder, Rule

_DATE = re.compile(r"\d\d?([./\-])\d\d?\1(?:\d{4}|\d\d)(?!\d|\1)")
_VERSION = re.compile(r"\d{1,2}(?:\.\d{1,6}){2,3}|(?:19|20)\d\d")


def is_phone(number: str) -> bool:
    """Whether this may be a number that rings, and not a date."""
    digits = sum(char.isdigit() for char in number)
    return 7 <= digits <= 15 and _DATE.match(number) is None


def _is_phone(match: re.Match[str]) -> bool:
    return is_phone(match["phone"])


def _is_short(match: re.Match[str]) -> bool:
    return 3 <= len(re.findall(r"\d", match["phone"])) <= 15 and not _VERSION.fullmatch(match["phone"])


FINDERS: tuple[Finder, ...] = (
    Rule(
        r"(?P<phone>\+(?<!\w\+)\d{1,3}[ \-.]?(?:\(0?\d{1,4}\)[ \-.]?)?\d(?:[ \-./]?\d){5,13})(?![\w\-])",
        ("+",),
        _is_phone,
        whole=True,
    ),
    Behind(
        """
        tel, phone, telephone, telefon, téléphone, teléfono, tlf, tfno, mobile, mobil, handy, cell, cellphone,
        móvil, movil, portable, fax, rufnummer, durchwahl, telefonnummer, handynummer, mobilnummer, phone number,
        mobile number, callback, call back, ext, extensión, poste, anexo, interno, extension, nebenstelle,
        phone no, número de teléfono, numéro de téléphone, rückruf, office, landline
        """,
        r"(?P<phone>[+(\-]?\d[\d ()/\-.]{1,18}\d)(?![\w@]|\.\d|:\d|/[a-z])",
        _is_short,
        separator=r"\.?[\"']?[ \t]{0,3}(?:[:=]|(?:is|ist|est|es|lautet)(?: (?:la|el|le|die|the))? )?[ \t]{0,3}[\"']?",
    ),
    Rule(
        r"(?i)(?:ring|call me(?: on| at)?|call|reach me (?:on|at)|joignable au|appel(?:ez|er)(?:-moi)? au|"
        r"erreichbar unter|"
        r"rufen sie mich unter|unter der nummer|llámame al|llamar al|contactar al|number is|nummer ist)[ :]{1,2}"
        r"(?P<phone>[+(]?\d[\d ()/\-.]{4,18}\d)(?!\w)",
        begins="ring call reach joignable appelez appeler erreichbar rufen unter llámame llamar contactar number "
        "nummer",
        check=_is_phone,
    ),
    Rule(
        r"(?i)(?:llam\w{1,5}|ll[aá]m\w{1,5}|call|ring|text|rufen?|anrufen?|appel\w{1,4}|joindre|phone|"
        r"telefon\w{0,5})\b[^\n\d:=]{0,20}? "
        r"(?P<phone>[+(]?\d[\d ()/\-.]{6,18}\d)(?!\w|[.:]\d)",
        begins="llamad llame llamen llamar llamadme llámame llámenme call ring text rufe rufen anrufen appelez "
        "appeler joindre",
        check=_is_phone,
    ),
    Rule(
        r"(?i)\b(?:sips?|tel|callto|fax|sms):(?P<phone>\+?\d{3,15})(?=[@;>\s\"'&]|$)",
        begins="sip sips tel callto fax sms",
    ),
)
