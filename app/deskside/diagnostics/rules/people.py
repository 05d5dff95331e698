"""Who: e-mail addresses, phone numbers, user names, home folders, names of people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.given_names import GIVEN_NAMES, NOT_NAMES, NOT_SURNAMES
from deskside.diagnostics.rules.public import TLDS, is_public_host
from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text

_NOBODY = frozenset(
    """root system admin administrator administrateur administrador guest gast public default shared all everyone nobody daemon
    bin sys sync games man lp mail news uucp proxy backup list irc www-data messagebus sshd avahi cups postgres mysql ubuntu
    debian user users username me you self current unknown none null true false anonymous test service local network
    systemprofile localservice networkservice trustedinstaller defaultuser0 linuxbrew runner jenkins git postmaster
    no-reply noreply donotreply do-not-reply mailer-daemon hostmaster webmaster support info gdm lightdm sddm colord""".split()
) | {"all users", "default user", "network service", "local service"}


def is_name_word(value: str) -> bool:
    """Whether a value is somebody's or something's own name rather than an everyday word."""
    lower = value.lower()
    return lower not in _NOBODY and lower not in NOT_NAMES


def _real_user(match: re.Match[str]) -> bool:
    value = match["person"].strip()
    return is_name_word(value) and not value.isdigit() and not re.match(r"\$|%|<|\{|\[|[\w.]+\(|0x", value)


def _real_mail(match: re.Match[str]) -> bool:
    name, _, domain = match["email"].rpartition("@")
    tld = domain.rpartition(".")[2].lower()
    if tld not in TLDS or (name.lower() in _NOBODY and is_public_host(domain)):
        return False
    return not (name.lower() == "git" and is_public_host(domain))


def _real_phone(match: re.Match[str]) -> bool:
    value = match["phone"]
    digits = sum(char.isdigit() for char in value)
    if re.match(r"\d\d?[./\- ]\d\d?[./\- ]\d{2,4}(?:\b|\D)", value) and not value.startswith("+"):
        return False
    return 7 <= digits <= 15


_UPPER_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_PAIR = re.compile(
    r"(?<![\w@./\\\-])(?=([A-ZÀ-ÞĀ-Ž][^\W\d_A-Z]{1,20}(?:-[A-Z][^\W\d_]{1,20})?)((?: (?:van|von|de|der|den|da|dos|del|la|le|el|al|bin|ten|zu|di|du) ?){0,2}(?:(?<= )| ))"
    r"([A-ZÀ-ÞĀ-Ž][^\W\d_]{0,3}['’]?[^\W\d_]{1,24}(?:-[A-ZÀ-ÞĀ-Ž][^\W\d_]{1,24})?)(?![\w@]))"
)


def _pairs(text: Text) -> Iterator[Span]:
    """Two capitalised words the first of which is a given name."""
    for match in _PAIR.finditer(text.text):
        if match[1].lower() in GIVEN_NAMES and match[3].lower() not in NOT_SURNAMES:
            yield Span(match.start(1), match.end(3), "person")


def _initials(text: Text) -> Iterator[Span]:
    """Two capitalised words that a user name or e-mail address of the same text was made of: "abdulr", "Abdul Rahman"."""
    users = {match[1] for match in _USER_LIKE.finditer(text.lower)}
    if not users:
        return
    for match in _PAIR.finditer(text.text):
        first, last = match[1].lower(), re.sub(r"['’\-]", "", match[3].lower())
        made = (first + last[:1], first[:1] + last, f"{first}.{last}", f"{first}_{last}", f"{last}.{first}", f"{last}{first[:1]}",
                f"{first[:1]}.{last}", f"{last}_{first[:1]}", first + last, f"{first}-{last}")  # fmt: skip
        if any(name in users for name in made):
            yield Span(match.start(1), match.end(3), "person")


_USER_LIKE = re.compile(
    r"(?:\b(?:users?|owner|login|account|home|username|by|for)[\\/:= \"']{1,3}|(?<=[\w])\\|[:=,;(<\[ \"'](?=[\w.\-]{3,40}@))([a-z][\w.\-]{2,40})"
)

_NAME = r"[A-ZÀ-Þ][^\W\d_]{0,24}(?:['’\-][A-ZÀ-Þ]?[^\W\d_]{1,24})?"
_FULL = rf"{_NAME}(?: (?:van|von|de|der|den|da|dos|del|la|le|el|al|bin|ten|zu|di|du)){{0,2}}(?: {_NAME}){{1,2}}"
_INTRO = (
    r"(?:[Mm]y name is|[Ii] am|I[’']m|[Tt]his is|[Hh]ere is|[Ii]t[’']s|[Ss]igned|[Hh]ier ist|[Ii]ch hei(?:ß|ss)e|[Ii]ch bin|[Mm]ein Name ist|[Jj]e suis|"
    r"[Jj]e m[’']appelle|[Mm]on nom est|[Ii]ci|[Ss]oy|[Mm]e llamo|[Mm]i nombre es|[Aa]quí|[Cc]ontact|[Cc]olleague|[Kk]olleg(?:e|in)|[Cc]ollègue|[Mm]anager|[Bb]oss|"
    r"[Cc]hef(?:in)?|[Aa]sk|[Ff]rage|[Rr]eported by|[Gg]emeldet von|[Ss]igné|[Uu]nterschrift|[Aa]uthor|[Oo]wner|[Rr]equester|[Aa]nsprechpartner(?:in)?)"
)
_GREETING = r"(?:Hello|Hi|Hey|Dear|Hallo|Liebe[r]?|Moin|Servus|Guten (?:Tag|Morgen|Abend)|Sehr geehrte[r]?|Bonjour|Bonsoir|Cher|Chère|Salut|Hola|Buenos días|Buenas tardes|Estimad[oa]|Querid[oa])"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Señora?|Sra?|Don|Doña)"
_CLOSING = r"(?:[Rr]egards|Cheers|Thanks|Thank you|Best|Sincerely|Greetings|Gr(?:ü|ue)(?:ß|ss)en?|Gru(?:ß|ss)|MfG|LG|VG|Danke|Cordialement|Merci|Bien à vous|Saludos|Gracias|Atentamente|Un saludo)"


def _is_person(match: re.Match[str]) -> bool:
    words = [word.lower() for word in _UPPER_WORD.findall(match["person"])]
    return bool(words) and words[0] not in NOT_NAMES and words[-1] not in NOT_SURNAMES


FINDERS: tuple[Finder, ...] = (
    Rule(
        r"(?<![\w.+\-/])(?P<email>[A-Za-z0-9._%+'\-]{1,64}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w\-@]|\.\w)",
        ("@",),
        _real_mail,
    ),
    Rule(
        r"(?<=[/:])(?P<email>[A-Za-z0-9._%+\-]{1,64}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w\-@]|\.\w)",
        ("@",),
        _real_mail,
    ),
    Rule(
        r"(?<![\w%])(?P<email>[A-Za-z0-9._+\-]{1,64}%40(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w\-])",
        ("%40",),
    ),
    Rule(
        r"(?i)(?:/home/|/users/|/media/|/run/media/|/var/mail/|/cron(?:tabs)?/|\bdocuments and settings[\\/]{1,2})(?P<person>[^\s/\\:\"'<>|*?,;$%{]{1,60})",
        ("/home/", "/users/", "/media/", "/mail/", "/cron", "settings"),
        _real_user,
    ),
    Rule(
        r"(?i)(?:[\\/]{1,4}users|[\\/]{1,4}home\$?|[\\/]{1,4}profiles\$?|[\\/]{1,4}userdata\$?|[\\/]{1,4}documents and settings)[\\/]{1,4}(?P<person>[^\\/:\"'<>|*?,;$%{\n]{1,60}?)(?=[\\/])",
        ("users", "home", "profiles", "userdata", "settings"),
        _real_user,
    ),
    Rule(
        r"(?i)\\{1,2}(?:users|home\$?|profiles\$?)\\{1,2}(?P<person>[^\s\\/:\"'<>|*?,;$%{]{1,60})",
        ("users", "home", "profiles"),
        _real_user,
    ),
    Rule(r"(?<![\w~])~(?P<person>[a-z][\w.\-]{2,30})/", ("~",), _real_user),
    Rule(
        r"(?<![\w.\-/:@])(?P<person>[a-z_][\w.\-]{1,31})@(?P<host>[A-Za-z0-9][\w\-]{1,62})(?=:[~/ ]|[:\]]?[~ ]?[#$%] )",
        ("@",),
        _real_user,
    ),
    Rule(
        r"(?i)\b(?:ssh|scp|sftp|rsync)\b[^\n@]{0,200}?[ \t](?P<person>[a-z_][\w.\-]{0,31})@(?P<host>[A-Za-z0-9][\w.\-]{1,100})",
        ("ssh", "scp", "sftp", "rsync"),
    ),
    Rule(
        r"(?<![\w\\:/.])(?P<host>[A-Z][A-Z0-9\-]{1,14})\\{1,2}(?P<person>[A-Za-z][\w.\-]{1,40}\$?)(?![\w\\]|\.\w)",
        ("\\",),
        lambda m: _real_user(m) and m["host"].lower() not in _NOT_DOMAINS,
    ),
    Rule(
        r"(?i)(?:whoami|user(?:name)?|account|owner|runas|logon)[^\n\\]{0,20}?[ \t=:→>\"']{1,4}(?P<host>[\w.\-]{2,40})\\{1,2}(?P<person>[\w.\-]{2,40})(?![\w\\])",
        ("whoami", "user", "account", "owner", "runas", "logon"),
        lambda m: _real_user(m) and m["host"].lower() not in _NOT_DOMAINS,
    ),
    Rule(
        r"(?i)(?<![a-z])(?:user[ _\-]?(?:name|id|principal ?name)?|login(?:[ _]?name)?|logname|log[ _]?on name|uid|owner|benutzer(?:name)?|anmeldename|besitzer|utilisateur|nom d[’']utilisateur|identifiant|"
        r"usuario|nombre de usuario|propietario|sam ?account ?name|account[ _]?name|kontoname|registered owner|job-originating-user-name|requesting-user-name|run ?as|sudo_user|logged[ _\-]in[ _]user|"
        r"current[ _]user|remote[ _]user|ruser|suser|acct|principal|subject user ?name|target user ?name|display_?name|created[ _]by|modified[ _]by|author)[\"'\]]{0,2}[ \t]{0,40}(?:=>|[:=])[ \t]{0,40}[\"'\[(]?(?:[\w.\-]{1,40}\\{1,2})?"
        r"(?P<person>[\w.\-]{2,64})(?![\w@(\\:]|\.\w)",
        (
            "user",
            "login",
            "logname",
            "logon",
            "log on",
            "uid",
            "owner",
            "benutzer",
            "anmelde",
            "besitzer",
            "utilisateur",
            "identifiant",
            "usuario",
            "propietario",
            "account",
            "konto",
            "runas",
            "run as",
            "ruser",
            "acct",
            "principal",
            "displayname",
            "display_name",
            "created",
            "modified",
            "author",
        ),
        _real_user,
    ),
    Rule(
        r"(?i)\b(?:invalid user|failed password for|accepted \w{1,30} for|for user|by user|of user|session opened for user|user|owner|benutzer|utilisateur|usuario|logged in as|login as|su:? to|"
        r"switch to user|impersonating|on behalf of)[ \t]{1,2}[\"'‘“„]?(?P<person>[a-z][\w\-]{0,30}[._\-\d][\w.\-]{0,30}\w|[a-z][a-z0-9_.\-]{1,31}(?=[\"'’”]? (?:from|by|title|on pts|on tty|on :|at tty|port|logged|\(uid|rhost|size)|\(uid))",
        ("user", "for", "owner", "as ", "benutzer", "utilisateur", "usuario", " to "),
        _real_user,
    ),
    Rule(r"(?i)\blogin (?:ok|incorrect)[^\[\n]{0,40}\[(?P<person>[^/\]\s]{1,80})", ("login",)),
    Rule(
        r"(?i)(?:pam_unix|sudo|su|cron)[^\n]{0,60}?[ \t(](?:user=)?(?P<person>[a-z][\w.\-]{1,31})(?=\) CMD| : TTY=)",
        ("cmd", "tty="),
        _real_user,
    ),
    Rule(
        r"(?<!\w)(?P<phone>\+\d{1,3}[ \-.]?(?:\(0?\d{1,4}\)[ \-.]?)?\d(?:[ \-./]?\d){5,13})(?![\w\-])",
        ("+",),
        _real_phone,
    ),
    Rule(
        r"(?<![\w+\-./])(?P<phone>(?:00[1-9]\d[ \-]?|\(0\d{1,5}\)[ ]?|0\d{1,5}[ \-/]{1,3})\d{2,4}(?:[ \-/]?\d{2,4}){1,4})(?![\w\-/]|\.\d)",
        ("0",),
        _real_phone,
    ),
    Rule(
        r"(?<![\w+\-.])(?P<phone>(?:1[ \-.])?\(?[2-9]\d{2}\)?[ \-.]\d{3}[ \-.]\d{4})(?![\w\-]|\.\d)",
        ("-", ")", "."),
        _real_phone,
    ),
    Rule(
        r"(?i)(?<![a-z])(?:tel|phone|telephone|telefon|téléphone|teléfono|tlf|mobile|mobil|handy|cell|cellphone|móvil|movil|portable|fax|rufnummer|durchwahl|ring|call me(?: on| at)?|joignable au|erreichbar unter|callback|ext|extension|nebenstelle)"
        r"(?:nummer|number)?\.?[\"']?[ \t]{0,3}[:=]?[ \t]{0,3}[\"']?(?P<phone>[+(]?\d[\d ()/\-.]{4,18}\d)(?!\w)",
        (
            "tel",
            "phone",
            "mobil",
            "handy",
            "cell",
            "móvil",
            "movil",
            "portable",
            "fax",
            "rufnummer",
            "durchwahl",
            "ring",
            "call",
            "joignable",
            "erreichbar",
            "ext",
            "nebenstelle",
        ),
        lambda m: 4 <= sum(c.isdigit() for c in m["phone"]) <= 15,
    ),
    Rule(r"(?i)\b(?:sips?|tel|callto):(?P<phone>\+?\d{6,15})(?=[@;>\s\"']|$)", ("sip", "tel:", "callto:")),
    Rule(
        rf"\b{_INTRO}:? (?P<person>{_FULL})",
        (
            "name",
            "i am",
            "i'm",
            "i’m",
            "this is",
            "here is",
            "it's",
            "it’s",
            "signed",
            "hier ist",
            "ich ",
            "je ",
            "nom est",
            "ici ",
            "soy ",
            "llamo",
            "aquí",
            "contact",
            "colleague",
            "kolleg",
            "collègue",
            "manager",
            "boss",
            "chef",
            "ask ",
            "frage ",
            "by ",
            "von ",
            "signé",
            "unterschrift",
            "author",
            "owner",
            "requester",
            "ansprech",
        ),
        _is_person,
    ),
    Rule(
        rf"\b{_GREETING},? (?:{_TITLE}\.? )?(?P<person>{_FULL}|{_NAME})(?=[,.!:;\n ]|$)",
        (
            "hello",
            "hi ",
            "hey",
            "dear",
            "hallo",
            "liebe",
            "moin",
            "servus",
            "guten",
            "geehrte",
            "bonjour",
            "bonsoir",
            "cher",
            "chère",
            "salut",
            "hola",
            "buen",
            "estimad",
            "querid",
        ),
        _is_person,
    ),
    Rule(
        rf"\b{_TITLE}\.? (?P<person>{_FULL}|{_NAME})\b",
        (
            "mr",
            "ms",
            "miss",
            "dr",
            "prof",
            "herr",
            "frau",
            "monsieur",
            "madame",
            "mme",
            "mlle",
            "señor",
            "sr",
            "don",
            "doña",
        ),
        _is_person,
    ),
    Rule(
        rf"(?m)\b{_CLOSING}[,.!]?\s{{1,4}}(?:[Ff]rom )?(?P<person>{_FULL}|{_NAME})(?=[,.!\n]|$)",
        (
            "regards",
            "cheers",
            "thank",
            "best",
            "sincerely",
            "greetings",
            "gr",
            "mfg",
            "lg",
            "vg",
            "danke",
            "cordialement",
            "merci",
            "bien",
            "saludos",
            "gracias",
            "atentamente",
            "saludo",
        ),
        _is_person,
        whole=True,
    ),
    Rule(
        rf"(?m)^(?P<person>{_FULL})(?= here\b| speaking\b|, (?:from|aus|de) )",
        (" here", "speaking", ", from", ", aus", ", de"),
        _is_person,
    ),
    Rule(
        rf"(?i:(?<![a-z])(?:full[ _]?name|real[ _]?name|display[ _]?name|user ?name|person|contact|name|nom|nombre|vor- und nachname|ansprechpartner|registered owner|owner|author|from|to|cc|von|an|de|gecos|cn|"
        rf"employee|requester|assignee|mitarbeiter(?:in)?|benutzer|utilisateur|usuario|kunde|kundin|customer|committer|maintainer|manager|vorgesetzter))[\"']?[ \t]{{0,20}}[:=][ \t]{{0,20}}[\"']?"
        rf"(?P<person>{_FULL})(?![\w@])",
        (":", "="),
        _is_person,
    ),
    Rule(rf"(?i:cn)=(?P<person>{_FULL}|[a-z]+\.[a-z]+)(?=[,/\n\"])", ("cn=",)),
    Rule(rf"(?P<person>{_FULL}) (?=<[\w.+\-]{{1,64}}@)", ("@",)),
    Rule(
        rf"(?:^|[\s,;\"'])(?P<person>{_FULL}) \((?P<person_2>[a-z][\w.\-]{{2,40}})\)",
        ("(",),
        lambda m: is_name_word(m["person_2"]) and _is_person(m),
    ),
    Rule(rf"(?P<person>{_NAME}, {_NAME})(?=[ \t]{{0,2}}(?:<|\([a-z]))", (", ",), _is_person),
    Rule(r"(?<![\w.@/\\\-])name: ?(?P<person>[a-z]\.[a-z]{3,30})(?![\w.])", ("name:",)),
    _pairs,
    _initials,
)
_NOT_DOMAINS = frozenset(
    """device hklm hkcu hkey_local_machine hkey_current_user software system system32 windows builtin users appdata nt authority
    service hku hkcr sam security c d program files microsoft bin obj src lib com1 lpt1 usb pci hid acpi root swd scsi ide storage
    harddisk font window iis""".split()
)
