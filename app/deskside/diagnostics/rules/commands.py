"""Secrets in commands and in files with a syntax of their own: netrc, pgpass, curl, net use, routers, XML."""

from __future__ import annotations

from deskside.diagnostics.rules.rule import Finder, Rule

_PAIR = r"\"(?:name|key)\"[ \t]{0,4}:[ \t]{0,4}\"[^\"\n]{0,40}"
_VALUE = r"[^\"\n]{0,20}\"[ \t]{0,4},[ \t]{0,4}\"value\"[ \t]{0,4}:[ \t]{0,4}\""
"""Forms and headers as JSON: ``"name": "password", "value": "…"``."""

_FILES: tuple[Finder, ...] = (
    Rule(
        rf"(?i){_PAIR}(?:password|passwd|pwd|secret|token|authorization|api-?key|cookie|sess(?:ion)?_?id|sid|csrf|"
        rf"jwt){_VALUE}(?P<password>[^\"\n]{{1,4000}})",
        ('"value"',),
    ),
    Rule(rf"(?i){_PAIR}(?:user|username|login|email){_VALUE}(?P<person>[^\"\n@]{{1,200}})\"", ('"value"',)),
    Rule(r"\blogin\s{1,20}(?P<person>\S{1,80})\s{1,20}password\s{1,20}(?P<password>\S{1,200})", ("login",), whole=True),
    Rule(
        r"^(?P<host>[\w.\-*]{1,100}):(?:\d{1,5}|\*):[^:\s]{0,80}:(?P<person>[^:\s]{1,80}):(?P<password>[^\s:]{1,200})$",
        (":5432:", ":5433:", ":6432:", ":*:"),
    ),
    Rule(r"users:\s{0,4}\n[ \t]{0,8}- name: ?(?P<person>[^\s\"']{1,80})", ("users:",), whole=True),
    Rule(r"(?i)password>\s{0,40}<value>(?P<password>[^<]{1,400})</value>", ("password>",), whole=True),
    Rule(
        r"(?i)<key>[^<]{0,40}(?:password|secret|token|passphrase)</key>\s{0,40}<(?:string|data)"
        r">(?P<password>[^<]{1,2000})<",
        ("</key>",),
        whole=True,
    ),
    Rule(
        r"(?i)(?:key|name)=\"[^\"\n]{0,60}(?:password|pwd|secret|token|apikey)\"[ \t]{1,10}value=\""
        r"(?P<password>[^\"\n]{1,400})\"",
        ("value=",),
    ),
    Rule(
        r"(?i)(?:password|pwd|secret|psk|passphrase)\w{0,20}[ \t]{1,40}REG_(?:SZ|EXPAND_SZ|BINARY)[ \t]{1,40}"
        r"(?P<password>\S.{0,200})",
        ("reg_",),
    ),
)

_COMMANDS: tuple[Finder, ...] = (
    Rule(
        r"(?<![\w/.])(?:psql|pg_dump|pg_restore|mysql|mysqldump|mariadb|smbclient|rpcclient|sqlcmd|bcp|mongo|"
        r"mongosh|ftp|lftp|curl|"
        r"wget)[^\n]{0,200}?[ \t](?:-[uUl]|--user(?:name)?)[ =]['\"]?(?P<person>(?!root\b)[A-Za-z][\w.\-]{2,40})"
        r"(?![\w%:\\/@])",
        begins="psql pg mysql mysqldump mariadb smbclient rpcclient sqlcmd bcp mongo mongosh ftp lftp curl wget",
    ),
    Rule(
        r"(?i)\b(?:user|login|account|benutzer|usuario|utilisateur)[ :]{1,2}(?P<person>[^\s,/;:]{2,60})[ ,/;]{1,3}"
        r"(?:pw|pwd|pass|password|passwort|kennwort|mdp|clave|contraseña)\b",
        begins="user login account benutzer usuario utilisateur",
    ),
    Rule(
        r"(?i)\b(?:logins?|zugang|zugangsdaten|anmeldung|credentials?|acceso|accès|identifiants?|sign-?in)"
        r"[ \t]{0,3}(?::|[ \t])[ \t]{0,3}"
        r"(?P<person>[^\s/,;|]{2,60})[ \t]{0,3}[/|,;][ \t]{0,3}(?P<password>(?=[^\s]{0,100}[\d!#$%&*+=?@^_~])"
        r"[^\s]{4,100}?)(?=[.,;]?(?:\s|$))",
        begins="login logins zugang zugangsdaten anmeldung credential credentials acceso accès identifiant "
        "identifiants sign signin",
    ),
    Rule(
        r"[ \t](?:-[uU]|--user(?:name)?)[ =]['\"]?(?P<person>[^\s'\"]{1,80})['\"]?[ \t]{1,4}(?:-[pP]|-pw|--password)"
        r"[ =]['\"]?"
        r"(?P<password>[^\s'\"]{1,200})",
        (" -p ", " -p=", " -pw ", " --password"),
    ),
    Rule(
        r"(?i)\bidentified[ \t]{1,5}(?:with \S{1,40} )?by[ \t]{1,5}['\"](?P<password>[^'\"\n]{1,200})['\"]",
        ("identified",),
    ),
    Rule(
        r"(?i)(?:\bcurl\b|\bwget\b|\bhttps?\b)[^\n]{0,300}?[ \t](?:-u|--user|--proxy-user)[ =]['\"]?"
        r"(?P<person>[^\s:'\"]{1,80}):(?P<password>[^\s'\"]{1,200})",
        ("-u", "--user", "--proxy-user"),
    ),
    Rule(
        r"[ \t](?:-U|--user)[ =]['\"]?(?:(?P<host>[\w\-]{2,40})[\\/])?(?P<person>[^\s%'\"\\/]{1,80})%"
        r"(?P<password>[^\s'\"]{1,200})",
        ("%",),
    ),
    Rule(
        r"(?i)\bnet[ \t]{1,4}use\b[^\n]{0,200}?/u(?:ser)?:[\"']?(?:[\w.\-]{1,40}\\)?(?P<person>[\w.\-@]{1,80})[\"']?"
        r"[ \t]{1,4}(?P<password>[^\s/\-][^\s]{0,100})",
        ("/u",),
    ),
    Rule(
        r"(?i)\bnet[ \t]{1,4}use\b[^\n]{0,120}?\\\\[^\s\\]{1,80}\\\S{1,80}[ \t]{1,4}(?P<password>[^\s/*][^\s]{0,100})"
        r"[ \t]{1,4}/u(?:ser)?:",
        ("/u",),
    ),
    Rule(
        r"(?i)\bnet[ \t]{1,4}user[ \t]{1,4}(?P<person>[\w.\-]{1,60})[ \t]{1,4}(?P<password>[^\s/*][^\s]{0,100})",
        ("net user",),
    ),
    Rule(r"(?i)\bsshpass[ \t]{1,4}-p[ \t]{0,2}['\"]?(?P<password>[^\s'\"]{1,100})", ("sshpass",)),
    Rule(
        r"(?i)\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n]{0,200}?[ \t]-p(?P<password>[^\s]{1,100})",
        ("mysql", "mariadb"),
    ),
    Rule(
        r"(?i)\b(?:sqlcmd|bcp|isql|xfreerdp|rdesktop|ldapsearch)\b[^\n]{0,200}?[ \t](?:-P|/p:|-p|-w)[ \t]{0,2}['\"]?"
        r"(?P<password>[^\s'\"]{2,100})",
        ("sqlcmd", "bcp", "isql", "rdp", "rdesktop", "ldapsearch"),
    ),
    Rule(
        r"(?:echo|printf)[ \t]{1,4}['\"]?(?P<password>[^\s'\"|]{3,100})['\"]?[ \t]{0,4}\|[ \t]{0,4}sudo[ "
        r"\t][^\n]{0,20}-S",
        ("sudo",),
    ),
    Rule(r"(?i)/p(?:ass)?:(?P<password>[^\s/\"']{3,100})", ("/p:", "/pass:")),
    Rule(
        r"(?i)ConvertTo-SecureString[ \t]{1,4}(?:-String[ \t]{1,4})?[\"'](?P<password>[^\"'\n]{1,200})",
        ("securestring",),
    ),
    Rule(
        r"(?i)PSCredential[ \t]{0,4}\(?[ \t]{0,4}[\"'](?:(?P<host>[\w.\-]{2,40})\\)?(?P<person>[^\"'\\\n]{1,80})[\"']",
        ("pscredential",),
    ),
    Rule(
        r"find-(?:generic|internet)-password[^\n→]{0,200}(?:→|->|\n)[ \t]{0,8}(?P<password>[^\s\"']{3,200})",
        ("-password",),
        whole=True,
    ),
    Rule(r"\.RecoveryPassword[^\n→]{0,80}(?:→|->)[ \t]{0,8}(?P<key>[\d\-]{8,80})", ("recoverypassword",)),
    Rule(
        r"(?i)setairportnetwork[ \t]{1,4}\w{1,10}[ \t]{1,4}[\"']?(?P<wifi>[^\"'\n]{1,32}?)[\"']?[ \t]{1,4}[\"']?"
        r"(?P<password>[^\s\"']{8,63})[\"']?",
        ("setairportnetwork",),
    ),
    Rule(
        r"(?i)wifi[ \t]{1,4}connect[ \t]{1,4}[\"']?(?P<wifi>[^\"'\n]{1,32}?)[\"']?[ \t]{1,4}password[ \t]{1,4}[\"']?"
        r"(?P<password>[^\s\"']{1,63})",
        ("wifi connect",),
    ),
    Rule(r"(?i)\biw(?:config|)\b[^\n]{0,60}[ \t]key[ \t]{1,4}(?:s:)?(?P<password>[^\s\[]{5,63})", ("iwconfig", "iw ")),
    Rule(
        r"(?i)(?:private|preshared)[-_]?key[ \t]{1,4}<\([ \t]{0,4}(?:echo|printf|cat <<<)[ \t]{1,4}[\"']?"
        r"(?P<key>[A-Za-z0-9+/]{42,44}={0,2})",
        ("<(",),
    ),
    Rule(r"(?i)\b(?:preshared|private)[-_]?key[ \t]{0,8}[=: ][ \t]{0,8}(?P<key>[A-Za-z0-9+/]{42,44}={0,2})", ("key",)),
    Rule(
        r"^[ \t]{0,8}(?:requirepass|masterauth)[ \t]{1,8}[\"']?(?P<password>[^\s\"']{1,200})",
        ("requirepass", "masterauth"),
    ),
)

_DEVICES: tuple[Finder, ...] = (
    Rule(
        r"(?i)\b(?:enable[ \t]{1,4})?(?:secret|password|key)[ \t]{1,4}\d{1,2}[ \t]{1,4}(?P<password>[^\s]{4,200})",
        ("secret ", "password ", "key "),
    ),
    Rule(
        r"(?i)^[ \t]{0,4}username[ \t]{1,4}(?P<person>[\w.\-]{1,60})[ \t]{1,4}(?:privilege \d{1,2} )?(?:password|"
        r"secret)\b",
        ("username",),
    ),
    Rule(r"(?i)\bkey-string[ \t]{1,4}(?:\d[ \t]{1,4})?(?P<password>\S{1,200})", ("key-string",)),
    Rule(r"(?i)\bsnmp-server[ \t]{1,4}(?:community|user)[ \t]{1,4}(?P<password>\S{1,80})", ("snmp-server",)),
    Rule(
        r"(?i)^[ \t]{0,8}(?:ro|rw)(?:community|user)6?[ \t]{1,8}(?P<password>\S{1,80})",
        ("community", "rouser", "rwuser"),
    ),
    Rule(r"(?i)\bcom2sec6?[ \t]{1,8}\S{1,60}[ \t]{1,8}\S{1,60}[ \t]{1,8}(?P<password>\S{1,80})", ("com2sec",)),
    Rule(
        r"(?i)\bsnmp(?:walk|get|getnext|set|bulkwalk|bulkget|table|status|trap)\b[^\n]{0,120}?[ \t]-c[ \t]{0,4}['\"]?"
        r"(?P<password>[^\s'\"]{1,80})",
        ("snmp",),
    ),
    Rule(
        r"\bsnmp\w{2,10}\b[^\n]{0,200}?[ \t]-[AX][ \t]{1,4}['\"]?(?P<password>[^\s'\"]{4,80})"
        r"(?:[^\n]{0,120}?[ \t]-[AX][ \t]{1,4}['\"]?(?P<password_2>[^\s'\"]{4,80}))?",
        ("snmp",),
    ),
    Rule(
        r"(?i)community[ \t]{0,4}(?:string|name)?[ \t]{0,4}[:=][ \t]{0,4}[\"']?(?P<password>[^\s\"',;]{3,80})",
        ("community",),
    ),
)

FINDERS: tuple[Finder, ...] = (*_FILES, *_COMMANDS, *_DEVICES)
