"""What an answer that is not a success means, by its number and its head. Pure."""

from __future__ import annotations

import base64
import contextlib
import email.utils
from collections.abc import Mapping
from types import NoneType
from typing import Any, TypeVar, cast
from urllib.parse import urljoin, urlsplit

import msgspec

from deskside import errors
from deskside.language import _
from deskside.model.shapes import decode
from deskside.tickets.words.plain import one_line

A = TypeVar("A")

LONGEST_REST = 24 * 3600.0
USUAL_REST = 60.0
_LEAST_SECRET = 4


class Answer(msgspec.Struct, frozen=True):
    """An answer as it came; header names in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def refusal(answer: Answer, *, changes: bool, now: float) -> errors.SendProblem | None:
    """The problem, or None when the answer is a success. ``changes``: the request was to change something."""
    status, why = answer.status, f"{answer.status} from {urlsplit(answer.url).path}: {said(answer)}"
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return _redirected(answer, changes=changes)
    if status == 429:
        return errors.Busy(why, rest(answer, now))
    if status == 503:
        seconds = rest(answer, now)
        return errors.Unclear(why, seconds=seconds) if changes else errors.Busy(why, seconds)
    if status >= 500 or status in (408, 409, 425):
        return errors.Unclear(why) if changes else errors.NotReached(why)
    if status == 413 and changes:
        return errors.TooLarge(why)
    if status in (400, 422) and changes:
        return errors.NeedsEdit(why, says=said(answer))
    return errors.Held(why, says=_held_words(status))


def without_sign_in(answer: Answer, sign_in: str) -> Answer:
    """A server may repeat in its reason what it was sent: our sign-in is to stand in no file and no log."""
    scheme, _space, secret = sign_in.partition(" ")
    secrets = {sign_in, secret}
    if scheme == "Basic":
        with contextlib.suppress(ValueError):
            secrets |= {(pair := base64.b64decode(secret).decode("utf-8", "replace")), pair.partition(":")[2]}
    body = answer.body
    for one in sorted(secrets, key=len, reverse=True):
        for form in (one, one.replace("/", "\\/")):
            body = body.replace(form.encode(), b"***") if len(one) >= _LEAST_SECRET else body
    return msgspec.structs.replace(answer, body=body)


def fitting(answer: Answer, kind: type[A], *, changes: bool = True) -> A:
    """The answer as ``kind``. Nothing else counts as done. ``kind`` NoneType: where nothing is to be said."""
    if kind is NoneType and not answer.body.strip():
        return cast(A, None)
    try:
        return cast(A, decode(answer.body, Any if kind is NoneType else kind))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as unfit:
        page = "html" in answer.headers.get("content-type", "").lower()
        path = urlsplit(answer.url).path
        why = f"{answer.status} from {path} without what was expected: {unfit}"
        says = sign_in_to_network() if page else ""
        raise (errors.Unclear if changes else errors.NotReached)(why, says=says) from unfit


def said(answer: Answer) -> str:
    """What the help desk gives as its reason, as one plain line; "" when it gives none."""
    try:
        found = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    for key in ("message", "error", "errors", "detail"):
        if isinstance(found, dict) and key in found:
            found = found[key]
            break
    while isinstance(found, list | dict) and found:
        found = found[0] if isinstance(found, list) else next(iter(found.values()))
    return one_line(found, 200) if isinstance(found, str) else ""


def rest(answer: Answer, now: float) -> float:
    """Seconds of rest that were asked for: a number or a date, a day at most."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return min(float(asked), LONGEST_REST)
    try:
        until = email.utils.parsedate_to_datetime(asked).timestamp()
    except (ValueError, TypeError, OverflowError):
        return USUAL_REST
    return max(0.0, min(until - now, LONGEST_REST))


def sign_in_to_network() -> str:
    return _("This network may ask you to sign in first. Please open any web page to see.")


def _redirected(answer: Answer, *, changes: bool) -> errors.SendProblem:
    """Never followed. A network's sign-in page answers every question that way, so only a question may mean that."""
    target = urlsplit(urljoin(answer.url, answer.headers.get("location", "")))
    why = f"{answer.status} from {urlsplit(answer.url).path}: redirected to {target.hostname}"
    elsewhere = target.hostname != urlsplit(answer.url).hostname
    if not changes and elsewhere and answer.status in (302, 303, 307):
        return errors.NotReached(why, says=sign_in_to_network())
    return errors.Redirected(why) if changes else errors.Held(why)


def _held_words(status: int) -> str:
    if status == 401:
        return _("Please sign in to the help desk again. Your message is safe.")
    if status == 403:
        return _("The help desk does not let this computer do that. IT can change it. Your message is safe.")
    if status == 407:
        return _("The way out of this network asks for a sign-in. IT can help. Your message is safe.")
    return ""
