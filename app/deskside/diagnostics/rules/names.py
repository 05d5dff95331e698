"""Names of people in running text: where one introduces, greets, signs, or is written about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from deskside.diagnostics.rules.given_names import GIVEN_NAMES, NOT_NAMES, NOT_SURNAMES
from deskside.diagnostics.rules.rule import Behind, Finder, Rule, Span, Text

_PARTICLE = r"(?: (?:van|von|de|der|den|da|dos|del|la|le|el|al|bin|ten|zu|di|du|zum|af|av)){0,3}"
_NAME = r"[A-ZÀ-Þ][^\W\d_]{0,24}(?:['’\-][A-ZÀ-Þ]?[^\W\d_]{1,24})?"
_FULL = rf"{_NAME}(?: [A-Z]\.)?{_PARTICLE}(?: {_NAME}){{1,2}}"
_PAIR = re.compile(rf"({_NAME})(?: [A-Z]\.)?{_PARTICLE} ({_NAME})(?:-{_NAME})?(?![\w@])")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SINGLE = rf"(?P<person>{_FULL}|{_NAME})(?=[,.!:;\n ]|$)"


def without_accents(word: str) -> str:
    """A word as the list of given names writes it: "agnès" is "agnes"."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _is_person(match: re.Match[str]) -> bool:
    words = [word.lower() for word in _WORD.findall(match["person"])]
    return bool(words) and words[0] not in NOT_NAMES and words[-1] not in NOT_SURNAMES and words[-1] not in NOT_NAMES


def _given(text: Text) -> Iterator[Span]:
    """A given name and a capitalised word after it."""
    accented = {word for word in text.words if not word.isascii() and without_accents(word) in GIVEN_NAMES}
    for name in (text.words.keys() & GIVEN_NAMES) | accented:
        for at in text.words[name]:
            match = _PAIR.match(text.text, at) if text.text[at].isupper() else None
            if match and match[2].lower() not in NOT_SURNAMES and text.text[at - 1 : at] not in ("@", ".", "/", "\\"):
                yield Span(match.start(), match.end(), "person")


def initials(text: Text, users: set[str]) -> Iterator[Span]:
    """Two capitalised words that one of ``users`` was made of: "Abdul Rahman" where "abdulr" is a user."""
    users = {user for user in users if 4 <= len(user) <= 40}
    initials = {user[0] for user in users} | {user[-1] for user in users}
    parts = {user[:n] for user in users for n in range(2, len(user))} | {
        user[n:] for user in users for n in range(len(user) - 1)
    }
    words = text.words.keys() & parts | {word for word in text.words if len(word) > 2 and word[0] in initials}
    for at in (at for word in words for at in text.words[word] if text.text[at].isupper()):
        match = _PAIR.match(text.text, at)
        if match and not users.isdisjoint(_users_of(match[1].lower(), re.sub(r"['’\-]", "", match[2].lower()))):
            yield Span(match.start(), match.end(), "person")


def _users_of(first: str, last: str) -> set[str]:
    """User names that are commonly made of a name."""
    pairs = ((first, last), (last, first), (first[0], last), (last, first[0]), (first, last[0]), (last[0], first))
    alone = {name for name in (first, last) if len(name) >= 5}
    return alone | {f"{one}{mark}{other}" for one, other in pairs for mark in ("", ".", "_", "-")}


FINDERS: tuple[Finder, ...] = (
    Rule(
        r"\b(?:[Mm]y name is|[Ii] am|I[’']m|[Tt]his is|[Hh]ere is|[Ii]t[’']s|[Ss]igned|[Hh]ier ist|[Ii]ch hei(?:ß|ss)"
        r"e|[Ii]ch bin|"
        r"[Mm]ein Name ist|[Jj]e suis|[Jj]e m[’']appelle|[Mm]on nom est|[Ii]ci|[Ss]oy|[Mm]e llamo|[Mm]i nombre es|"
        r"[Aa]quí|"
        r"[Cc]ontact|[Cc]olleague|[Kk]olleg(?:e|in)|[Cc]ollègue|[Cc]ompañer[oa]|[Mm]anager|[Bb]oss|[Cc]hef(?:in)?|"
        r"[Jj]ef[ea]|[Aa]sk|[Ff]rage|"
        rf"[Bb]y|[Vv]on|[Ss]igné|[Uu]nterschrift|[Aa]uthor|[Oo]wner|[Rr]equester|[Aa]nsprechpartner(?:in)?):? "
        rf"(?P<person>{_FULL})",
        begins="my i this here it signed hier ich mein je mon ici soy me mi aquí contact colleague "
        "kollege kollegin collègue compañero compañera manager boss chef chefin jefe jefa ask frage by von signé "
        "unterschrift "
        "author owner requester ansprechpartner ansprechpartnerin",
        check=_is_person,
    ),
    Rule(
        r"\b(?:Hello|Hi|Hey|Dear|Hallo|Lieber?|Moin|Servus|Guten (?:Tag|Morgen|Abend)|Sehr geehrter?|Bonjour|Bonsoir|"
        r"Cher|Chère|"
        r"Salut|Hola|Buenos días|Buenas tardes|Estimad[oa]|Querid[oa]),? "
        rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Señora?|Sra?)\.? )?{_SINGLE}",
        begins="hello hi hey dear hallo liebe lieber moin servus guten sehr bonjour bonsoir cher chère salut hola "
        "buenos "
        "buenas estimado estimada querido querida",
        check=_is_person,
    ),
    Rule(
        r"(?i:session|connection|call|sitzung|verbindung|anruf|llamada|appel|connexion) (?:from|by|with|von|mit|de|"
        r"par) "
        rf"(?P<person>{_FULL})",
        begins="session connection call sitzung verbindung anruf llamada appel connexion",
        check=_is_person,
    ),
    Rule(
        rf"\b(?:M\.|Familie|Famille|Familia|Family|Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|"
        rf"Señora?|Sra?|Don|Doña)\.? {_SINGLE}",
        begins="m familie famille familia family mr mrs ms miss dr prof herr herrn frau monsieur madame mme mlle "
        "señor señora sr sra don doña",
        check=_is_person,
    ),
    Rule(
        r"\b(?:[Rr]egards|Cheers|Thanks|Thank you|Best|Sincerely|Greetings|Gr(?:ü|ue)(?:ß|ss)en?|Gru(?:ß|ss)|MfG|LG|"
        r"VG|Danke|"
        rf"Cordialement|Merci|Bien à vous|Saludos|Gracias|Atentamente)[,.!]?\s{{1,4}}(?:[Ff]rom )?{_SINGLE}",
        begins="regards cheers thanks thank best sincerely greetings grüße grüßen grüsse gruesse gruß gruss mfg lg "
        "vg danke "
        "cordialement merci bien saludos gracias atentamente",
        check=_is_person,
    ),
    Rule(
        rf"^(?P<person>{_FULL})(?= here\b| speaking\b|, (?:from|aus|de) )",
        words="here speaking from aus de",
        check=_is_person,
    ),
    Behind(
        """
        full name, fullname, full_name, real name, realname, real_name, display name, displayname, display_name,
        user name, username, person, contact, vorname, nachname, vor- und nachname, prénom, apellido, apellidos,
        ansprechpartner, ansprechpartnerin, registered owner, owner, author, from, to, cc, bcc, von, an, de, para,
        à, gecos, employee, requester, assignee, mitarbeiter, mitarbeiterin, benutzer, utilisateur, usuario,
        kunde, kundin, customer, committer, maintainer, manager, vorgesetzter, vorgesetzte, signed-off-by,
        reviewed-by, reported by, gemeldet von, attendees, organizer, given name, givenname, surname, sn
        """,
        rf"(?P<person>{_FULL}|{_NAME}, {_NAME})(?![\w@])",
        _is_person,
    ),
    Rule(
        r"^[ \t]{0,8}(?:- )?(?i:name|nom|nombre)[ \t]{0,20}[:=] ?(?P<person>[A-ZÀ-Þ][a-zà-ÿ'’\-]{1,24}"
        r"(?: [A-ZÀ-Þ][a-zà-ÿ'’\-]{1,24}){1,2})[ \t]{0,4}$",
        words="name nom nombre",
        check=_is_person,
    ),
    Behind("cn", rf"(?P<person>{_FULL}|[a-z]+\.[a-z]+)(?=[,/\n\":;]|$)", separator="="),
    Rule(rf"^FN(?:;[^:\n]{{0,60}})?:(?P<person>{_FULL}|{_NAME})", begins="fn"),
    Rule(r"^N(?:;[^:\n]{0,60})?:(?P<person>[^\W\d_][^;\n]{0,40};[^;\n]{1,40})", begins="n"),
    Behind(
        "givenname, given name, vorname, nachname, prénom, apellido, first name, firstname, last name, lastname, "
        "surname",
        rf"(?P<person>{_NAME})(?![\w@])",
    ),
    Rule(rf"(?P<person>{_FULL}|{_NAME}, {_NAME})\"? (?=<[\w.+\-]{{1,64}}@)", ("@",)),
    Rule(
        rf"(?:^|[\s,;\"'])(?P<person>{_FULL}) \((?P<person_2>[a-z][\w.\-]{{2,40}})\)",
        (" (",),
        lambda match: _is_person(match) and (match["person_2"] not in NOT_NAMES),
    ),
    _given,
)
