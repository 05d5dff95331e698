"""Who somebody is to a computer: e-mail addresses, user names, home folders."""

from __future__ import annotations

import re

from deskside.diagnostics.rules.given_names import NOT_NAMES
from deskside.diagnostics.rules.public import TLDS, is_public_host
from deskside.diagnostics.rules.rule import Behind, Finder, Rule
from deskside.diagnostics.rules.words import words

_NOBODY = words("""
        root system admin administrator administrateur administrador guest gast public default shared all everyone
        nobody daemon bin sys sync games man lp mail news uucp proxy backup list irc www-data messagebus sshd
        avahi cups postgres mysql ubuntu debian user users username me you self current unknown none null true
        false anonymous test service local network systemprofile localservice networkservice trustedinstaller
        defaultuser0 linuxbrew runner jenkins git postmaster no-reply noreply donotreply do-not-reply
        mailer-daemon hostmaster webmaster support info gdm lightdm sddm colord _apt
        """) | {"all users", "default user", "network service", "local service"}


def is_name_word(value: str) -> bool:
    """Whether a value is somebody's or something's own name rather than an everyday word."""
    lower = value.lower()
    return lower not in _NOBODY and lower not in NOT_NAMES


_NOT_A_USER = re.compile(r"[0-9A-Fa-f]{12,}$|systemd-|[._]|[$%<{\[]|[\w.]+\(|0x|\d+$|[^A-Za-z]*$")


def _is_user(match: re.Match[str]) -> bool:
    value = match["person"].strip()
    if not is_name_word(value.split(" ")[0]):
        return False
    return is_name_word(value) and not _NOT_A_USER.match(value)


def _is_account(match: re.Match[str]) -> bool:
    return _is_user(match) and match["host"].lower() not in _NOT_DOMAINS and match["person"].lower() not in _INSTANCES


_NOT_DOMAINS = words("""
        device hklm hkcu hkey_local_machine hkey_current_user software system system32 windows builtin users
        appdata nt authority service hku hkcr sam security c d program files microsoft bin obj src lib com1 lpt1
        usb hdaudio pci hid acpi root swd scsi ide storage harddisk font window iis
        """)
_INSTANCES = words("sqlexpress mssqlserver sql2019 sql2022 mssql instance1 localdb mssqllocaldb")
_IN_URL = re.compile(r"://[^\s/@]{0,180}$")
_THREAD = re.compile(r"(?:message-id|references|in-reply-to):")


def _is_mail(match: re.Match[str]) -> bool:
    name, _, domain = match["email"].replace("%40", "@").rpartition("@")
    if name.lower() in _NOBODY and is_public_host(domain):
        return False
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()][-200:].lower()
    if _IN_URL.search(match.string, max(0, match.start() - 200), match.start()):
        return False
    if "webextensions" in line or "addon" in line or (_THREAD.match(line) and is_public_host(domain)):
        return False
    return domain.rpartition(".")[2].lower() in TLDS


_DOMAIN = r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w\-@]|\.\w)"
_USER = r"(?P<person>[\w.\-]{2,64})(?![\w@(:]|\\(?![\"'])|\.\w|-\w)"
_PART = r"[^\s\\/:\"'<>|*?,;$%{]{1,60}"

FINDERS: tuple[Finder, ...] = (
    Rule(rf"(?<![\w.+\-])(?<!://)(?P<email>[A-Za-z0-9._%+\-][A-Za-z0-9._%+'\-]{{0,63}}@{_DOMAIN})", ("@",), _is_mail),
    Rule(rf"(?<![\w%])(?P<email>[A-Za-z0-9._+\-]{{1,64}}%40{_DOMAIN})", ("%40",), _is_mail),
    Rule(
        rf"(?i)(?<![\w.])(?:/home/|/users/|/media/|/run/media/|/var/mail/|/cron(?:tabs)?/)(?P<person>{_PART})",
        ("/home/", "/users/", "/media/", "/mail/", "/cron"),
        _is_user,
    ),
    Rule(
        r"(?i)[\\/]{1,4}(?:users|home\$?|profiles\$?|userdata\$?|documents and settings)[\\/]{1,4}"
        r"(?P<person>[^\\/:\"'<>|*?,;$%{\n]{1,60}?)(?=[\\/])",
        words="users home profiles userdata settings",
        check=_is_user,
    ),
    Rule(
        rf"(?i)\\{{1,2}}(?:users|home\$?|profiles\$?)\\{{1,2}}(?P<person>{_PART})",
        words="users home profiles",
        check=_is_user,
    ),
    Rule(r"(?<![\w~])~(?P<person>[a-z][\w.\-]{2,30})/", ("~",), _is_user),
    Rule(
        r"(?<![\w.\-/:@])(?P<person>[a-z_][\w.\-]{1,31})@(?P<host>[A-Za-z0-9][\w\-]{1,62})(?=:[~/ ]|[:\]]?[~ ]?[#$%] )",
        ("@",),
        _is_user,
    ),
    Rule(
        r"(?i)(?<![/\w.])(?:ssh|scp|sftp|rsync)(?: [^\s@]{1,100}){0,6} (?P<person>[a-z_][\w.\-]{0,31})@"
        r"(?P<host>[A-Za-z0-9][\w.\-]{1,100})",
        words="ssh scp sftp rsync",
    ),
    Rule(
        r"(?<![\w\\:/.])(?P<host>[A-Z][A-Z0-9\-]{1,14})\\{1,2}(?P<person>[A-Za-z][\w.\-]{1,40}\$?)(?![\w\\]|\.\w)",
        ("\\",),
        _is_account,
    ),
    Rule(
        r"(?i)(?:whoami|user(?:name)?|account|owner|runas|logon)[^\n\\]{0,20}?[ \t=:→>\"']{1,4}"
        r"(?P<host>[\w.\-]{2,40})\\{1,2}(?P<person>[\w.\-]{2,40})(?![\w\\])",
        check=_is_account,
        words="whoami user username account owner runas logon",
    ),
    Behind(
        """
        user, username, user name, user_name, user-name, defaultusername, altdefaultusername, identity,
        anonymous_identity, userid, user id, user-id, user_id, userprincipalname, upn, login, loginname,
        login name, login_name, logname, logonname, logon name, log on name, uid, owner, benutzer, benutzername,
        anmeldename, besitzer, utilisateur, nom d'utilisateur, nom d’utilisateur, identifiant, propriétaire,
        usuario, nombre de usuario, propietario, samaccountname, sam account name, account, accountname,
        account name, account_name, kontoname, konto, compte, cuenta, registered owner, job-originating-user-name,
        requesting-user-name, runas, run as, runasuser, sudo_user, logged in user, logged-in-user, current user,
        remote user, remote_user, ruser, suser, acct, principal, subjectusername, targetusername,
        target user name, displayname, display_name, created by, created_by, createdby, modified by, modified_by,
        lastmodifiedby, author, assignee, reporter, sender, recipient, caller, nom du compte, nombre de cuenta,
        utilisateurs autorisés, users allowed, zugelassene benutzer, usuarios permitidos, valid users, admin users,
        nombre de la cuenta, nom de compte, subject user name, allowuser, denyuser, useremail, unix-user
        """,
        rf"(?:[\w.\-]{{1,40}}\\{{1,2}})?{_USER}",
        _is_user,
        ends="user username userid login logname uname accountname",
    ),
    Rule(
        r"(?:valid users|write list|read list|admin users|invalid users)[ \t]{0,8}=[ \t]{0,8}(?P<person>[\w.\-]{2,40})"
        r"(?:[, ]{1,3}(?P<person_2>[\w.\-]{2,40}))?(?:[, ]{1,3}(?P<person_3>[\w.\-]{2,40}))?",
        ("users =", "list =", "users=", "list="),
    ),
    Rule(
        r"(?i)\b(?:angemeldet (?:bin ich |war ich |ist )?als|anmelden als|connecté en tant que|conectado como|"
        r"signed in as) "
        r"[\"'„“«]?(?P<person>[a-z][\w.\-]{2,40}\w)",
        begins="angemeldet anmelden connecté conectado signed",
        check=_is_user,
    ),
    Rule(
        r"(?i)\b(?:invalid user|failed password for|accepted \w{1,30} for|for user|by user|of user|"
        r"session opened for user|user|"
        r"owner|benutzer|utilisateur|usuario|logged in as|login as|su:? to|switch to user|impersonating|on behalf of|"
        r"job by|"
        r"queued by|printed by|submitted by|started by|opened by|owned by|locked by)[ \t]{1,2}[\"'‘“„]?(?P<person>"
        r"[a-z][\w\-]{0,30}[._\-\d][\w.\-]{0,30}\w|[a-z][a-z0-9_.\-]{1,31}"
        r"(?=[\"'’”]? (?:\d{1,3}\.\d|from|by|title|on pts|on tty|on :|at tty|port|logged|\(uid|rhost|size)|\(uid))",
        begins="invalid failed accepted for by of session user owner benutzer utilisateur usuario logged login su "
        "switch "
        "impersonating on job queued printed submitted started opened owned locked",
        check=_is_user,
    ),
    Rule(
        r"(?i)\b(?:user|owner|benutzer|utilisateur|usuario|account|login|konto|compte|cuenta|by|von|par|por)[ \t]{1,2}"
        r"(?:[\"'‘“„«])(?P<person>[a-z][\w.\-]{1,40})[\"'’”»]",
        begins="user owner benutzer utilisateur usuario account login konto compte cuenta by von par por",
        check=_is_user,
    ),
    Rule(
        r"(?i)\bfor (?:invalid user |user )?(?P<person>[a-z][\w.\-]{1,31}) from (?=[\da-f]{1,4}[.:])",
        begins="for",
        check=_is_user,
    ),
    Rule(
        r"(?i)\((?:user|usuario|utilisateur|benutzer|login|account|alias|konto|compte):? "
        r"(?P<person>[a-z][\w.\-]{2,40})\)",
        ("(",),
        _is_user,
    ),
    Rule(
        r"(?i)\b(?:user ?name|user id|login|benutzername|anmeldename|kennung|identifiant|nom d[’']utilisateur|"
        r"nombre de usuario|usuario|utilisateur) (?:is|was|ist|lautet|est|es|c[’']est) [\"'„“«]?"
        r"(?P<person>[a-z][\w.\-]{2,40}\w)",
        begins="user username login benutzername anmeldename kennung identifiant nom nombre usuario utilisateur",
        check=_is_user,
    ),
    Rule(r"^[\da-fA-F.:]{3,45} \S{1,40} (?P<person>[A-Za-z][\w.\-@]{1,60}) \[\d\d/", ("/",), _is_user),
    Rule(
        r"^[\w.\-]{1,100}-\d{1,9} {1,60}(?P<person>[\w.\-]{2,60}) {1,60}\d{1,12} {1,10}[A-Z][a-z]{1,2}[.,]? ",
        words="mon tue wed thu fri sat sun mo di mi do fr sa so lun mar mer jeu ven sam dim mié jue vie sáb dom",
        check=_is_user,
    ),
    Rule(r"(?i)\blogin (?:ok|incorrect)[^\[\n]{0,40}\[(?P<person>[^/\]\s]{1,80})", begins="login"),
    Rule(
        r"(?i)(?:pam_unix|sudo|su|cron)[^\n]{0,60}?[ \t(](?:user=)?(?P<person>[a-z][\w.\-]{1,31})(?=\) CMD| : TTY=)",
        words="cmd tty",
        check=_is_user,
    ),
    Rule(r"(?<![\w.@/\\\-])name: ?(?P<person>[a-z]\.[a-z]{3,30})(?![\w.])", words="name"),
    Rule(r"(?<![\w\-])(?P<id>S-1-(?:5-21|12-1)-\d{1,12}-\d{1,12}-\d{1,12}(?:-\d{1,12}){0,2})(?![\w\-])", ("s-1-",)),
)
