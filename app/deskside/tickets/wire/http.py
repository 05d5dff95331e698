"""The one place that speaks HTTP, with ``requests``: loaded only in a process that sends.

The system's own trust store and no way round it; a time limit on the whole
request; a limit on the size of the answer; no redirect followed, so that no
sign-in goes anywhere else; and nothing counts as done but the JSON that was
expected. Everything else becomes one of ``errors.SendProblem``.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
import urllib3
from requests.auth import AuthBase

from deskside import errors
from deskside.language import _
from deskside.system.web.deadline import CONNECT, TOTAL, Deadline
from deskside.system.web.network import Network
from deskside.system.web.session import PROXY_WANTS_SIGN_IN, causes, open_session, proxies
from deskside.system.web.trust import is_here
from deskside.tickets.wire.payload import NONE, FormFile, Headers, Payload, as_form, as_json
from deskside.tickets.wire.refusals import Answer, fitting, refusal, without_sign_in
from deskside.tickets.wire.trust import certificate_words

A = TypeVar("A")
Json = Mapping[str, Any] | list[Any]

MOST = 8 << 20
READ = 40.0
_QUERY = re.compile(r"(with url: [^\s?]*)\?\S*")
"""What is asked for may be a secret (the key to a ticket's page), and ``requests`` repeats it in its messages."""

_BROKEN = (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)


class Wire:
    """Talks to one help desk. ``sign_in`` gives the Authorization header and may ask the keyring."""

    def __init__(
        self,
        base: str,
        sign_in: Callable[[], str],
        network: Network | None = None,
        *,
        headers: Headers | None = None,
        total: float = TOTAL,
        connect: float = CONNECT,
        read: float = READ,
    ) -> None:
        self._base = base.rstrip("/")
        self._sign_in, self._network = sign_in, network or Network()
        self._headers = dict(headers or {})
        self._known = ""
        self._total, self._connect, self._read = total, connect, read
        self._session: requests.Session | None = None

    def get(self, path: str, kind: type[A], **params: str) -> A:
        """Asks for something; a problem never means that anything was changed."""
        return fitting(self.ask("GET", path, params=params), kind, changes=False)

    def post(self, path: str, kind: type[A], body: Json, *, headers: Headers = NONE, changes: bool = True) -> A:
        """``changes`` is False for a search that is asked by POST."""
        sent = as_json(body)
        return fitting(self.ask("POST", path, sent, headers=headers, changes=changes), kind, changes=changes)

    def put(self, path: str, kind: type[A], body: Json, *, headers: Headers = NONE) -> A:
        return fitting(self.ask("PUT", path, as_json(body), headers=headers), kind)

    def patch(self, path: str, kind: type[A], body: Json, *, headers: Headers = NONE) -> A:
        return fitting(self.ask("PATCH", path, as_json(body), headers=headers), kind)

    def upload(
        self, path: str, kind: type[A], content: bytes, media_type: str, *, headers: Headers = NONE, **params: str
    ) -> A:
        """One file as the whole of what is sent."""
        return fitting(self.ask("POST", path, Payload(content, media_type), params=params, headers=headers), kind)

    def form(
        self,
        path: str,
        kind: type[A],
        fields: Iterable[tuple[str, str]] = (),
        files: Iterable[FormFile] = (),
        *,
        headers: Headers = NONE,
    ) -> A:
        """A form with files (multipart/form-data)."""
        return fitting(self.ask("POST", path, as_form(fields, files), headers=headers), kind)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None

    def ask(
        self,
        method: str,
        path: str,
        sent: Payload | None = None,
        *,
        params: Mapping[str, str] = NONE,
        headers: Headers = NONE,
        changes: bool | None = None,
        fine: Iterable[int] = (),
    ) -> Answer:
        """One question and its whole answer: a success, or one of the numbers that are ``fine`` beside it (304 for
        a conditional question). ``changes``: whether it is to change something; by its method unless told.
        """
        changes = method != "GET" if changes is None else changes
        self._known = self._known or self._sign_in()
        answer = self._exchange(method, path, sent, params, headers, changes=changes)
        if answer.status == 401 and (fresh := self._sign_in()) != self._known:
            self._known = fresh
            answer = self._exchange(method, path, sent, params, headers, changes=changes)
        if answer.status >= 400:
            answer = without_sign_in(answer, self._known)
        problem = None if answer.status in fine else refusal(answer, changes=changes, now=time.time())
        if problem is not None:
            raise problem
        return answer

    def _exchange(
        self,
        method: str,
        path: str,
        sent: Payload | None,
        params: Mapping[str, str],
        headers: Headers,
        *,
        changes: bool,
    ) -> Answer:
        url = self._base + path
        if not _may_carry_secrets(url):
            raise errors.Held(f"the help desk's address must begin with https://: {urlsplit(url).netloc}")
        if changes:
            self.close()  # on a new connection nothing of an older one can be mistaken for the answer
        media = {"Content-Type": sent.media_type if sent else "application/json"}
        with Deadline(self._total, self._connect) as deadline, _translated(deadline, changes=changes):
            response = self._opened().request(
                method,
                url,
                params=dict(params),
                data=sent.content if sent else None,
                headers={"Accept": "application/json", **media, **self._headers, **headers},
                auth=_SignIn(self._known),
                proxies=proxies(self._network, url),
                timeout=(self._connect, self._read),
                allow_redirects=False,
                stream=True,
            )
            with contextlib.closing(response):
                content = _content(response)
            deadline.check()
        told = {name.lower(): value for name, value in response.headers.items()}
        return Answer(url, response.status_code, told, content)

    def _opened(self) -> requests.Session:
        if self._session is None:
            self._session = open_session(self._network)
        return self._session


class _SignIn(AuthBase):
    def __init__(self, header: str) -> None:
        self._header = header

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._header:
            request.headers["Authorization"] = self._header
        return request


def _content(response: requests.Response) -> bytes:
    content = b""
    for part in response.iter_content(1 << 16):
        content += part
        if len(content) > MOST:
            raise ValueError(f"an answer of more than {MOST} bytes")
    return content


@contextlib.contextmanager
def _translated(deadline: Deadline, *, changes: bool) -> Iterator[None]:
    try:
        yield
    except _BROKEN as problem:
        told = _QUERY.sub(r"\1", str(problem))
        why = f"{type(problem).__name__}: {told}" + (" (the time was over)" if deadline.over else "")
        for cause in causes(problem):
            if isinstance(cause, ssl.SSLCertVerificationError):
                raise errors.Held(f"certificate: {cause.verify_message}", says=certificate_words(cause)) from problem
            if isinstance(cause, OSError) and str(cause).startswith(PROXY_WANTS_SIGN_IN):
                says = _("The way out of this network asks for a sign-in. IT can help. Your message is safe.")
                raise errors.Held(why, says=says) from problem
        raise (errors.Unclear if changes and deadline.sent else errors.NotReached)(why) from problem


def _may_carry_secrets(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_here(parts.hostname or ""))
    )
