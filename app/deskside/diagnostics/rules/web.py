"""Secrets and names in addresses and headers of the web: sign-ins in links, query secrets, cookies, authorization."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text
from deskside.diagnostics.rules.values import is_random, is_value

_QUERY = (
    r"(?i)[?&#;](?:amp;)?(?:[\w\-.]{0,30}(?:token|secret|password|passwd|pwd|signature|assertion|credential|apikey|"
    r"api_key|api-key"
    r"|access_key|session|sessid|samlresponse|samlrequest)|sig|sid|key|code|auth|jwt|otp|ticket|hash|hmac|state|"
    r"nonce|pass|pw)"
    r"=(?P<token>[^&;\s\"'<>#]{1,8000}+)"
)
_PATH_WORDS = (
    "invite invitation reset confirm activate activation verify unsubscribe share shared s magic link signup join "
    "token auth "
    "login webhook webhooks hook hooks callback download dl secret"
)
_PATH = rf"(?i)/(?:\w{{0,20}}-)?(?:{_PATH_WORDS.replace(' ', '|')})/(?P<token>[A-Za-z0-9_\-.~%]{{12,400}}+)"


def _query_secret(match: re.Match[str]) -> bool:
    value = match["token"]
    name = match[0][1 : match.start("token") - match.start()].lower()
    if any(word in name for word in ("password", "passwd", "pwd", "secret")) or name in ("pass=", "pw="):
        return is_value(value, quoted=True)
    return (is_random(value) and "+" not in value.rstrip("+=")) or len(value) >= 24


def _random_token(match: re.Match[str]) -> bool:
    value = match["token"]
    digits = sum(map(str.isdigit, value))
    return is_random(value) and (digits >= 3 or (digits > 0 and not value.islower() and not value.isupper()))


def _secret_header(match: re.Match[str]) -> bool:
    return is_random(match["token"])


_SEGMENT = (
    r"://[^\s/\"'<>]{3,200}(?=/)(?:/[^\s/\"'<>?#]{0,200}){0,10}?/(?P<token>[A-Za-z0-9_\-]{20,200})(?=[/?#\s\"'<>]|$)"
)


def _is_made(match: re.Match[str]) -> bool:
    """A part of a path that lets in whoever knows it, rather than a title or a hash."""
    value = match["token"]
    if _HEX.fullmatch(value):
        return False
    digits = sum(map(str.isdigit, value))
    mixed = any(map(str.islower, value)) and any(map(str.isupper, value))
    return (mixed and digits >= 2 and value.count("-") + value.count("_") <= len(value) // 8) or (
        digits >= 5 and value.isalnum() and not value.isdigit()
    )


_HEX = re.compile(r"[0-9a-fA-F\-]+")
_COOKIE_HEADER = re.compile(r"(?i)\b(?:set-)?cookie2?[\"']?[ \t]{0,4}[:=][ \t]{0,4}([^\n]{3,8000})")
_COOKIE = re.compile(r"([^\s=;,\"']{1,100})=([^\s;\"']{1,4096})")
_ATTRIBUTES = frozenset(("path", "domain", "expires", "max-age", "samesite", "version", "priority", "comment"))


def _cookies(text: Text) -> Iterator[Span]:
    for start, end in text.lines(("cookie",)):
        header = _COOKIE_HEADER.search(text.text, start, end)
        if header:
            for cookie in _COOKIE.finditer(text.text, header.start(1), header.end(1)):
                if cookie[1].lower() not in _ATTRIBUTES and is_random(cookie[2]):
                    yield Span(cookie.start(2), cookie.end(2), "token")


FINDERS: tuple[Finder, ...] = (
    Rule(
        r"(?i)\b(?:smb|cifs|afp|rdp)://(?P<host>[\w.\-]{1,60})[/;\\](?P<person>[^\s/:@;\\]{1,80})"
        r":(?P<password>[^\s/@]{1,200})@",
        ("://",),
    ),
    Rule(r"://(?P<person>[^\s/:@?#\"'<>]{0,100}):(?P<password>[^\s/\"'<>]{1,1600})@(?=[\w\[])", ("://",)),
    Rule(r"://(?P<person>[^\s/:@?#\"'<>\[\]]{1,100})@(?=[\w\[])", ("://",)),
    Rule(
        _QUERY,
        ("token=", "secret=", "password="),
        _query_secret,
        words="token secret password passwd pwd signature assertion credential apikey key session sessid "
        "samlresponse samlrequest "
        "sig sid code auth jwt otp ticket hash hmac state nonce pass pw",
    ),
    Rule(_PATH, (), _random_token, words=_PATH_WORDS),
    Rule(
        r"(?i)authorization[\"']?[ \t]{0,4}[:=][ \t]{0,4}[\"']?(?:(?:basic|bearer|token|negotiate|ntlm|apikey|hawk|"
        r"oauth|splunk|"
        r"sharedkey|sharedaccesssignature|aws4-hmac-sha256)[ \t]{1,4})?(?P<token>[^\s\"',]{8,8000})",
        (),
        _secret_header,
        words="authorization",
    ),
    Rule(r"(?i)\bbearer[ \t]{1,4}(?P<token>[A-Za-z0-9_\-.~+/=]{12,8000}+)", (), _secret_header, words="bearer"),
    Rule(r"\b[Bb]asic[ \t]{1,4}(?P<token>[A-Za-z0-9+/]{12,2000}+={0,2})", (), _random_token, words="basic"),
    Rule(r"(?i)digest[^\n]{0,400}?\bresponse=[\"']?(?P<token>[0-9a-f]{32,64})", ("response=",)),
    Rule(
        r"(?i)(?<![/\w:])x-(?:[\w\-]{0,30}(?:token|key|secret|auth|signature|session|credential)[\w\-]{0,20})"
        r"[\"']?[ \t]{0,4}:[ \t]{0,4}[\"']?"
        r"(?P<token>[^\s\"']{8,4000})",
        ("x-",),
        _secret_header,
    ),
    Rule(r"\"auth\"[ \t]{0,4}:[ \t]{0,4}\"(?P<token>[A-Za-z0-9+/]{8,2000}={0,2})\"", words="auth"),
    _cookies,
    Rule(_SEGMENT, ("://",), _is_made),
    Rule(
        r"^#?\S{1,100}\t(?:TRUE|FALSE)\t/\S{0,60}\t(?:TRUE|FALSE)\t\d{1,12}\t\S{1,100}\t(?P<token>\S{8,4000})$",
        ("\ttrue\t", "\tfalse\t"),
    ),
)
