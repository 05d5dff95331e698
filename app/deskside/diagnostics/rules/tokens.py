"""Secrets that are recognised by their own shape: what providers hand out, private keys, password hashes."""

from __future__ import annotations

import re

from deskside.diagnostics.rules.rule import Finder, Rule

_B64URL = r"[A-Za-z0-9_\-]"


def _token(needle: str, tail: str, *, head: str = "", kind: str = "token") -> Rule:
    """A token that begins with ``needle`` (case kept as given), not in the middle of a word."""
    return Rule(rf"(?<![A-Za-z0-9_])(?P<{kind}>{head}{re.escape(needle)}{tail})", (needle.lower(),))


_PEM = r"(?P<key>-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){0,20000}+(?:-----END [A-Z0-9 ]{0,60}-----)?)"

_PROVIDERS: tuple[Finder, ...] = (
    Rule(
        r"(?<![A-Za-z0-9])(?P<token>(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,20})(?![A-Za-z0-9])",
        ("akia", "asia", "aroa", "aida", "abia", "acca"),
    ),
    Rule(r"(?<![A-Za-z0-9_])(?P<token>gh[pousr]_[A-Za-z0-9_]{16,255})", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
    _token("github_pat_", r"[A-Za-z0-9_]{20,255}"),
    Rule(
        r"(?<![A-Za-z0-9_])(?P<token>gl(?:pat|rt|dt|ptt|ft|soat|cbt|imt|agent|oas|ffct)-[A-Za-z0-9_.\-]{12,300})",
        ("glpat-", "glrt-", "gldt-", "glptt-", "glft-", "glsoat-", "glcbt-", "glimt-", "glagent-", "gloas-", "glffct-"),
    ),
    Rule(r"(?<![A-Za-z0-9])(?P<token>xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9\-]{8,300})", ("xox",)),
    _token("xapp-", r"[A-Za-z0-9\-]{10,300}"),
    Rule(r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<token>[A-Za-z0-9/_]{10,200})", ("hooks.slack.com",)),
    Rule(
        r"(?:discord(?:app)?\.com/api/webhooks|webhook\.office\.com/webhookb2|outlook\.office\.com/webhook)/"
        r"(?P<token>[A-Za-z0-9/_@\-]{10,400})",
        ("webhook",),
    ),
    Rule(r"(?<![A-Za-z0-9_])(?P<token>(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,250})", ("_live_", "_test_")),
    _token("whsec_", r"[A-Za-z0-9+/=]{16,100}"),
    _token("npm_", r"[A-Za-z0-9]{30,80}"),
    _token("AIza", rf"{_B64URL}{{30,40}}"),
    _token("ya29.", r"[A-Za-z0-9_.\-]{20,400}"),
    _token("GOCSPX-", rf"{_B64URL}{{20,60}}"),
    _token("SG.", rf"{_B64URL}{{16,40}}\.{_B64URL}{{20,80}}"),
    Rule(
        r"(?<![A-Za-z0-9_\-])(?P<token>sk-(?:[a-z]{2,8}[0-9]{0,2}-){0,3}[A-Za-z0-9_\-]{20,300})",
        ("sk-",),
        lambda match: any(char.isdigit() for char in match["token"]),
    ),
    _token("hf_", r"[A-Za-z0-9]{30,60}"),
    Rule(r"(?<![A-Za-z0-9_])(?P<token>do[opr]_v1_[0-9a-f]{40,80})", ("_v1_",)),
    Rule(r"(?<![A-Za-z0-9_])(?P<token>shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{30,40})", ("shp",)),
    _token("pypi-", rf"{_B64URL}{{50,400}}"),
    _token("rubygems_", r"[0-9a-f]{40,60}"),
    _token("dckr_pat_", rf"{_B64URL}{{20,60}}"),
    Rule(r"(?<![A-Za-z0-9_.])(?P<token>hv[sbr]\.[A-Za-z0-9_\-]{20,300})", ("hvs.", "hvb.", "hvr.")),
    _token("ATATT3x", r"[A-Za-z0-9_=\-]{20,300}"),
    Rule(r"(?<![A-Za-z0-9_])(?P<token>gl(?:c|sa)_[A-Za-z0-9+/=_]{20,300})", ("glc_", "glsa_")),
    _token("PMAK-", r"[0-9a-f\-]{40,80}"),
    Rule(r"(?<![A-Za-z0-9_])(?P<token>sq0(?:atp|csp|idp)-[A-Za-z0-9_\-]{20,60})", ("sq0",)),
    _token("key-", r"[0-9a-f]{32}(?![0-9a-f])"),
    Rule(r"(?<![A-Za-z0-9])(?P<token>SK[0-9a-f]{32})(?![A-Za-z0-9])", ("sk",)),
    _token("AGE-SECRET-KEY-1", r"[A-Z0-9]{40,80}", kind="key"),
    Rule(r"(?<![0-9A-Za-z])(?P<token>\d{8,10}:AA[A-Za-z0-9_\-]{30,40})", (":aa",)),
    Rule(r"(?<![A-Za-z0-9_~.\-])(?P<token>[A-Za-z0-9_~.]{3}[78]Q~[A-Za-z0-9_~.\-]{30,36})", ("q~",)),
    Rule(
        r"(?<![A-Za-z0-9])(?P<token>lin_api_[A-Za-z0-9]{30,60}|secret_[A-Za-z0-9]{40,50}|ntn_[A-Za-z0-9]{40,60})",
        ("lin_api_", "secret_", "ntn_"),
    ),
)

_SHAPES: tuple[Finder, ...] = (
    Rule(_PEM, ("private key",), whole=True),
    Rule(
        r"PuTTY-User-Key-File-[\s\S]{0,20000}?Private-Lines: \d+\s+(?P<key>(?:[A-Za-z0-9+/=]{1,80}\s?){1,400}+)",
        ("putty-user-key-file",),
        whole=True,
    ),
    Rule(r"-----BEGIN OpenVPN Static key V1-----(?P<key>[\s0-9a-fA-F]{64,2000}+)", ("openvpn static key",), whole=True),
    # a private key in base64: "-----BEGIN" in one of its three alignments, unless a certificate or public key follows
    Rule(
        r"(?<![A-Za-z0-9+/])(?P<key>LS0tLS1CRUdJTi(?!BDRVJUSUZJQ0FURS|BQVUJMSUMg|BDRVJUSUZJ)[A-Za-z0-9+/]{40,20000}+={0,2})",
        ("ls0tls1crudjti",),
    ),
    Rule(
        r"(?<![A-Za-z0-9_\-])(?P<token>eyJ[A-Za-z0-9_\-]{8,4000}+\.[A-Za-z0-9_\-]{4,8000}+(?:\.[A-Za-z0-9_\-]{0,8000}+){0,3})",
        ("eyj",),
    ),
    Rule(
        r"(?P<password>\$(?:1|2[abxy]?|5|6|7|8|9|y|gy|apr1|md5|sha1|argon2(?:id?|d)|scrypt|pbkdf2[a-z0-9\-]{0,10}|"
        r"krb5\w{0,12}|DCC2|NT)\$[^\s:'\",;<>]{8,1000})",
        ("$",),
    ),
    Rule(r"(?P<_user>[^\s:]{1,64}):\d{1,10}:(?P<password>[0-9a-fA-F]{32}:[0-9a-fA-F]{32}):::", (":::",)),
    Rule(r"(?P<person>[^\s:]{1,64})(?=:\d{1,10}:[0-9a-fA-F]{32}:[0-9a-fA-F]{32}:::)", (":::",)),
    Rule(r"^(?P<person>[a-z_][\w.\-]{0,31}):(?P<password>\$[^\s:]{8,500}):\d{0,6}:", (":$",)),
    Rule(
        r"(?P<person>[\w.\-]{1,64})::(?P<host>[\w.\-]{1,64}):(?P<password>[0-9a-fA-F]{16}:[0-9a-fA-F]{32}:[0-9a-fA-F]{20,2000})",
        ("::",),
    ),
    Rule(r"(?<![0-9A-Za-z\-])(?P<key>(?:\d{6}-){7}\d{6})(?![0-9\-])", ("-",)),
    Rule(
        r"(?<![0-9A-Za-z\-])(?P<key>(?:[BCDFGHJKMNPQRTVWXY2-9]{5}-){4}[BCDFGHJKMNPQRTVWXY2-9]{5})(?![0-9A-Za-z\-])",
        ("-",),
    ),
)

FINDERS: tuple[Finder, ...] = (*_SHAPES, *_PROVIDERS)
