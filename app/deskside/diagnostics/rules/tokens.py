"""Secrets that are recognised by their own shape: what providers hand out, private keys, password hashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text

_FREE = ""
_ALONE = r"(?<![A-Za-z0-9_\-])"
"""A prefix that everyday words end with must begin a word; the others count anywhere: "%3Dghp_…"."""


def _tokens(*shapes: tuple[str, str, str]) -> Iterator[Finder]:
    """Rules from what stands before a token, its prefixes (separated by blanks), and the rest of it."""
    for before, prefixes, rest in shapes:
        either = "|".join(re.escape(prefix) for prefix in prefixes.split())
        yield Rule(rf"{before}(?P<token>(?:{either}){rest})", prefixes.lower().split())


_PROVIDERS: tuple[Finder, ...] = (
    *_tokens(
        (r"(?<![A-Z0-9])", "AKIA ASIA AROA AIDA ABIA ACCA", r"[A-Z0-9]{12,20}(?![A-Za-z0-9])"),
        (_FREE, "ghp_ gho_ ghu_ ghs_ ghr_", r"[A-Za-z0-9_]{16,255}"),
        (_FREE, "github_pat_", r"[A-Za-z0-9_]{20,255}"),
        (
            _FREE,
            "glpat- glrt- gldt- glptt- glft- glsoat- glcbt- glimt- glagent- gloas- glffct-",
            r"[A-Za-z0-9_.\-]{12,300}",
        ),
        (
            _FREE,
            "xoxa- xoxb- xoxc- xoxd- xoxe- xoxo- xoxp- xoxr- xoxs- xoxe.xoxp- xoxe.xoxb-",
            r"[A-Za-z0-9%\-]{8,300}",
        ),
        (_FREE, "xapp-", r"[A-Za-z0-9\-]{10,300}"),
        (_FREE, "sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_", r"[A-Za-z0-9]{10,250}"),
        (_FREE, "whsec_", r"[A-Za-z0-9+/=]{16,100}"),
        (r"(?<![A-Za-z])", "npm_", r"[A-Za-z0-9]{30,80}"),
        (_FREE, "AIza", r"[A-Za-z0-9_\-]{30,40}"),
        (_ALONE, "ya29.", r"[A-Za-z0-9_.\-]{20,400}"),
        (_FREE, "GOCSPX-", r"[A-Za-z0-9_\-]{20,60}"),
        (_ALONE, "SG.", r"[A-Za-z0-9_\-]{16,40}\.[A-Za-z0-9_\-]{20,80}"),
        (_ALONE, "sk-", r"(?:[a-z]{2,8}[0-9]{0,2}-){0,3}(?=[A-Za-z_\-]{0,200}[0-9])[A-Za-z0-9_\-]{20,300}"),
        (_ALONE, "hf_", r"[A-Za-z0-9]{30,60}"),
        (_FREE, "dop_v1_ doo_v1_ dor_v1_", r"[0-9a-f]{40,80}"),
        (_FREE, "shpat_ shpca_ shppa_ shpss_", r"[0-9A-Fa-f]{30,40}"),
        (_ALONE, "pypi-", r"[A-Za-z0-9_\-]{50,400}"),
        (_FREE, "rubygems_", r"[0-9a-f]{40,60}"),
        (_FREE, "dckr_pat_", r"[A-Za-z0-9_\-]{20,60}"),
        (_ALONE, "hvs. hvb. hvr.", r"[A-Za-z0-9_\-]{20,300}"),
        (_FREE, "ATATT3x", r"[A-Za-z0-9_=\-]{20,300}"),
        (_FREE, "glc_ glsa_", r"[A-Za-z0-9+/=_]{20,300}"),
        (_FREE, "PMAK-", r"[0-9a-f\-]{40,80}"),
        (_FREE, "sq0atp- sq0csp- sq0idp-", r"[A-Za-z0-9_\-]{20,60}"),
        (_ALONE, "key-", r"[0-9a-f]{32}(?![0-9a-f])"),
        (_FREE, "AGE-SECRET-KEY-1", r"[A-Z0-9]{40,80}"),
        (_ALONE, "lin_api_", r"[A-Za-z0-9]{30,60}"),
        (_ALONE, "secret_", r"[A-Za-z0-9]{40,50}"),
        (_ALONE, "ntn_", r"[A-Za-z0-9]{40,60}"),
        (_FREE, "HRKU-", r"[A-Za-z0-9_\-]{30,80}"),
        (_ALONE, "dapi", r"[0-9a-f]{32}(?![0-9a-f])"),
        (_FREE, "figd_ figu_", r"[A-Za-z0-9_\-]{30,80}"),
        (_FREE, "sbp_", r"[0-9a-f]{40}"),
        (_FREE, "nfp_ nfc_ nfo_", r"[A-Za-z0-9]{30,60}"),
        (_FREE, "CFPAT-", r"[A-Za-z0-9_\-]{30,60}"),
        (_FREE, "tskey-", r"[A-Za-z0-9\-]{20,80}"),
        (_FREE, "xkeysib-", r"[0-9a-f]{60,70}-[A-Za-z0-9]{10,20}"),
        (_FREE, "pscale_tkn_ pscale_pw_", r"[A-Za-z0-9_.\-]{30,60}"),
        (_FREE, "NRAK-", r"[A-Z0-9]{20,40}"),
        (_ALONE, "ATCTT3x ATBB", r"[A-Za-z0-9_=\-]{24,300}"),
        (_FREE, "atlasv1.", r"[A-Za-z0-9_\-]{40,100}"),
    ),
    Rule(
        r"(?<![\w.\-])(?P<token>[MNO][A-Za-z0-9_\-]{23,27}\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27,45})(?![\w.\-])",
        words="discord bot token",
    ),
    Rule(r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<token>[A-Za-z0-9/_]{10,200})", ("hooks.slack.com",)),
    Rule(
        r"(?:discord(?:app)?\.com/api/webhooks|webhook\.office\.com/webhookb2|outlook\.office\.com/webhook)/"
        r"(?P<token>[A-Za-z0-9/_@\-]{10,400})",
        ("webhook",),
    ),
    Rule(
        r"(?:hc-ping\.com|healthchecks\.io/ping)/(?P<token>[0-9a-f\-]{36})", ("hc-ping.com/", "healthchecks.io/ping/")
    ),
    Rule(r"(?<![0-9A-Za-z])(?P<token>\d{8,10}:AA[A-Za-z0-9_\-]{30,40})", (":aa",)),
    Rule(r"(?<![A-Za-z0-9_~.\-])(?P<token>[A-Za-z0-9_~.]{3}[78]Q~[A-Za-z0-9_~.\-]{30,36})", ("q~",)),
)

_SHAPES: tuple[Finder, ...] = (
    Rule(
        r"(?P<key>-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){0,20000}"
        r"(?:-----END [A-Z0-9 ]{0,60}-----)?)",
        ("private key",),
        whole=True,
    ),
    Rule(
        r"PuTTY-User-Key-File-[\s\S]{0,4000}?Private-Lines: \d{1,4}\s{1,4}(?P<key>"
        r"(?:[A-Za-z0-9+/=]{1,80}(?:\r?\n|$)){1,400})",
        ("putty-user-key-file",),
        whole=True,
    ),
    Rule(r"-----BEGIN OpenVPN Static key V1-----(?P<key>[\s0-9a-fA-F]{64,2000}+)", ("openvpn static key",), whole=True),
    # "$2a$", "$2b$", "$2y$" in base64
    Rule(r"(?<![A-Za-z0-9+/])(?P<password>JDJ[a-z]JD[A-Za-z0-9+/]{30,120}={0,2})", ("jdj",)),
    # "-----BEGIN" in base64, unless "CERTIFICATE" or "PUBLIC" follows
    Rule(
        r"(?<![A-Za-z0-9+/])(?P<key>LS0tLS1CRUdJTi(?!BDRVJUSUZJ|BQVUJMSUMg)[A-Za-z0-9+/]{40,20000}+={0,2})",
        ("ls0tls1crudjti",),
    ),
    Rule(
        r"(?<![A-Za-z0-9_\-])(?P<token>eyJ[A-Za-z0-9_\-]{8,4000}+\.[A-Za-z0-9_\-]{4,8000}+(?:\.[A-Za-z0-9_\-]{0,800"
        r"0}+){0,3})",
        ("eyj",),
    ),
    Rule(
        r"(?P<password>\$(?:1|2[abxy]?|5|6|7|8|9|y|gy|apr1|md5|sha1|argon2(?:id?|d)|scrypt|pbkdf2[a-z0-9\-]{0,10}|"
        r"krb5\w{0,12}|DCC2|NT)\$[^\s:'\",;<>]{8,1000})",
        ("$",),
    ),
    Rule(
        r"(?<![^\s\"'])(?P<person>[^\s:\"']{1,64}):\d{1,10}:(?P<password>[0-9a-fA-F]{32}:[0-9a-fA-F]{32}):::", (":::",)
    ),
    Rule(r"^(?P<person>[a-z_][\w.\-]{0,31}):(?P<password>\$[^\s:]{8,500})(?::\d{0,6}:|$)", (":$",)),
    Rule(
        r"(?<![^\s\"'])(?P<person>[\w.\-]{1,64})::(?P<host>[\w.\-]{1,64}):"
        r"(?P<password>[0-9a-fA-F]{16}:[0-9a-fA-F]{32}:[0-9a-fA-F]{20,2000})",
        ("::",),
    ),
)

_GROUP = re.compile(r"[bcdfghjkmnpqrtvwxy2-9]{5}|\d{6}")
_GROUPED = re.compile(
    r"(?<!-)(?:(?:\d{6}-){7}\d{6}|(?:[BCDFGHJKMNPQRTVWXY2-9]{5}-){4}[BCDFGHJKMNPQRTVWXY2-9]{5})(?![0-9A-Za-z\-])"
)


_ACCOUNT = re.compile(r"(?:sk|ac)[0-9a-f]{32}")


def _grouped(text: Text) -> Iterator[Span]:
    """Recovery keys of disks and product keys: groups of five or six with dashes. And keys that are one word of 34."""
    for word, starts in text.words.items():
        if len(word) == 34 and _ACCOUNT.fullmatch(word):
            yield from (Span(at, at + 34, "token") for at in starts)
        elif 5 <= len(word) <= 6 and _GROUP.fullmatch(word):
            for at in starts:
                if text.text.startswith("-", at + len(word)) and (match := _GROUPED.match(text.text, at)):
                    yield Span(match.start(), match.end(), "key")


FINDERS: tuple[Finder, ...] = (*_SHAPES, *_PROVIDERS, _grouped)
