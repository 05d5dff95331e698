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
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from deskside import errors
from deskside.language import _
from deskside.tickets.deadline import CONNECT, POOLS, TOTAL, Deadline
from deskside.tickets.network import Network
from deskside.tickets.payload import NONE, FormFile, Headers, Payload, as_form, as_json
from deskside.tickets.refusals import Answer, fitting, refusal, without_sign_in
from deskside.tickets.trust import certificate_words, is_here, trusting

A = TypeVar("A")
Json = Mapping[str, Any] | list[Any]

MOST = 8 << 20
_PROXY_WANTS_SIGN_IN = "Tunnel connection failed: 407"
"""What ``http.client`` says; a bare "407" also stands in ports and addresses."""
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
                proxies=self._proxies(url),
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
            context = trusting(self._network)
            self._session = requests.Session()
            self._session.trust_env = False  # no .netrc, and no variable that names other certificates
            self._session.headers["User-Agent"] = "Deskside"
            for scheme in ("https://", "http://"):
                self._session.mount(scheme, _Adapter(context))
        return self._session

    def _proxies(self, url: str) -> dict[str, str]:
        host = urlsplit(url).hostname or ""
        if is_here(host):
            return {}
        if self._network.proxy:
            return {"http": self._network.proxy, "https": self._network.proxy}
        return {} if urllib.request.proxy_bypass(host) else urllib.request.getproxies()


class _SignIn(AuthBase):
    def __init__(self, header: str) -> None:
        self._header = header

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._header:
            request.headers["Authorization"] = self._header
        return request


class _Adapter(HTTPAdapter):
    """Connections that know their deadline, checked against ``context`` and nothing else."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002
        conn.cert_reqs, conn.ca_certs, conn.ca_cert_dir = "CERT_REQUIRED", None, None


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
        for cause in _causes(problem):
            if isinstance(cause, ssl.SSLCertVerificationError):
                raise errors.Held(f"certificate: {cause.verify_message}", says=certificate_words(cause)) from problem
            if isinstance(cause, OSError) and str(cause).startswith(_PROXY_WANTS_SIGN_IN):
                says = _("The way out of this network asks for a sign-in. IT can help. Your message is safe.")
                raise errors.Held(why, says=says) from problem
        raise (errors.Unclear if changes and deadline.sent else errors.NotReached)(why) from problem


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """The problem and what it was made from; ``requests`` and urllib3 wrap in several ways."""
    seen: list[BaseException] = []
    left: list[Any] = [problem]
    while left:
        one = left.pop()
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            left += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    yield from seen


def _may_carry_secrets(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_here(parts.hostname or ""))
    )
