"""The agent's side of a real django-helpdesk: its API and, signed in as in a browser, its pages; past our own code."""

from __future__ import annotations

import contextlib
import http.cookiejar
import io
import json
import re
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from .server import HelpdeskServer

STATUSES = {Stage.WORKING: 2, Stage.SOLVED: 3}
_OWN = "tickets.django-helpdesk."


class HelpdeskSide:
    def __init__(self, server: HelpdeskServer) -> None:
        self.server = server
        straight = urllib.request.ProxyHandler({})
        self._straight = urllib.request.build_opener(straight)
        self._browser = urllib.request.build_opener(
            straight, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        self._signed_in = False

    def backend(self, account: str = "employee", **options: Any) -> Backend:
        address = f"{account}@helptest.invalid"
        values = {"url": self.server.url, "queue": "Support", "email": address, **options}
        token = self.server.tokens.get(account, WRONG)
        return make_backend(
            "django-helpdesk", lambda key: values.get(key.removeprefix(_OWN)), lambda _: token, find_paths()
        )

    def stranger(self) -> Backend:
        return self.backend("other")

    def wrong(self) -> Backend:
        return self.backend("wrong", email="employee@helptest.invalid")

    def ask(self, method: str, path: str, body: Any = None, *, account: str = "agent") -> Any:
        headers = {"Authorization": f"Token {self.server.tokens[account]}", "Content-Type": "application/json"}
        content = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.server.url}/api{path}", content, headers, method=method)
        with self._straight.open(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def page(self, path: str, **form: str) -> str:
        """A page as an agent's browser gets it; with ``form``, after that was sent in."""
        if not self._signed_in:
            self._signed_in = True
            self.page("/login/", username="agent", password=self.server.passwords["agent"])
        url, content = f"{self.server.url}{path}", None
        if form:
            with self._browser.open(url.replace("/update/", "/"), timeout=60) as answer:
                forgery = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
            assert forgery
            content = urllib.parse.urlencode({"csrfmiddlewaretoken": forgery[1], **form}).encode()
        request = urllib.request.Request(url, content, {"Referer": url})
        with self._browser.open(request, timeout=60) as answer:
            return str(answer.read().decode())

    def ticket(self, backend_id: str) -> dict[str, Any]:
        return dict(self.ask("GET", f"/tickets/{backend_id}/"))

    def follow_up(self, backend_id: str, **told: Any) -> None:
        """As an agent's program may: the title that it gives becomes that of the ticket, unless it is the same."""
        title = self.ticket(backend_id)["title"]
        self.ask("POST", "/followups/", {"ticket": int(backend_id), "title": title, **told})

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self.follow_up(backend_id, comment=text, public=True)

    def note(self, backend_id: str, text: str) -> None:
        self.follow_up(backend_id, comment=text, public=False)

    @contextlib.contextmanager
    def asking(self, name: str) -> Iterator[None]:
        """A while in which the public form wants a field more."""
        model = "import django; django.setup(); from helpdesk.models import CustomField as field\n"
        told = f"name={name!r}, label={name!r}, data_type='varchar', max_length=80, required=True, staff_only=False"
        self.server.run("-c", f"{model}field.objects.create({told})")
        try:
            yield
        finally:
            self.server.run("-c", f"{model}field.objects.filter(name={name!r}).delete()")

    def mail(self, backend_id: str, address: str, words: str) -> None:
        """A mail to the queue, as the site's own program takes it."""
        mail = f"From: {address}\nTo: support@helptest.invalid\nSubject: Re: [support-{backend_id}] Printer\n"
        mail += f"Message-ID: <{abs(hash((backend_id, address, words)))}@helptest.invalid>\n\n{words}\n"
        taking = "import django, sys, logging; django.setup()\nfrom helpdesk.models import Queue\n"
        taking += "from helpdesk.email import extract_email_metadata as take\n"
        taking += "assert take(sys.stdin.read(), Queue.objects.get(slug='support'), logging.getLogger())"
        self.server.run("-c", taking, told=mail)

    def answered_by_link(self, backend_id: str, words: str) -> str:
        """The person's own page of a ticket, its form filled and sent: where the site leads then."""
        (own,) = (
            one
            for one in self.ask("GET", "/user_tickets/", account="employee")["results"]
            if str(one["id"]) == backend_id
        )
        told = {"ticket": f"support-{backend_id}", "email": own["submitter"], "key": own["secret_key"]}
        person = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        page = person.open(f"{self.server.url}/view/?{urllib.parse.urlencode(told)}", timeout=60).read().decode()
        forgery = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert forgery
        form = {"csrfmiddlewaretoken": forgery[1], "mail": own["submitter"], "key": own["secret_key"], "public": "1"}
        content = urllib.parse.urlencode({**form, "comment": words, "new_status": "1"}).encode()
        with person.open(f"{self.server.url}/tickets/{backend_id}/update/", content, timeout=60) as answer:
            return str(answer.url)

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        if stage is not Stage.SEEN:
            self.follow_up(backend_id, comment="", public=True, new_status=STATUSES[stage])
            return
        told = self.ticket(backend_id)
        same = {name: str(told[name]) for name in ("title", "queue", "priority", "submitter_email")}
        owner = str(self.server.numbers["agent"])
        self.page(f"/tickets/{backend_id}/update/", **same, comment="", public="1", owner=owner, new_status="1")

    def delete(self, backend_id: str) -> None:
        self.ask("DELETE", f"/tickets/{backend_id}/")

    def body(self, backend_id: str) -> str:
        return self.drawn(backend_id).text

    def drawn(self, backend_id: str) -> Drawn:
        """The ticket's text as the agent's page draws it."""
        page = self.page(f"/tickets/{backend_id}/")
        before, found, _ = page.partition('<div class="row row-cols-1')
        assert found
        return Drawn(before.rpartition("</div>")[2])

    def said(self, backend_id: str) -> list[Drawn]:
        """The follow-ups as the agent's page draws them."""
        page = self.page(f"/tickets/{backend_id}/")
        return [Drawn(part.partition("</div>")[0]) for part in page.split('<div class="mt-3">')[1:]]

    def files(self, backend_id: str) -> dict[str, bytes]:
        """By name; what came as one archive is unpacked, as an agent would."""
        found: dict[str, bytes] = {}
        for said in self.ticket(backend_id)["followup_set"]:
            for file in said["followupattachment_set"]:
                with self._straight.open(file["file"], timeout=60) as answer:
                    found[file["filename"]] = answer.read()
        if "files.zip" in found:
            with zipfile.ZipFile(io.BytesIO(found.pop("files.zip"))) as archive:
                found |= {name: archive.read(name) for name in archive.namelist()}
        return found


class Drawn(HTMLParser):
    """A piece of a page: its words as they are seen, and the tags that make it."""

    def __init__(self, piece: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", set[str]()
        self.feed(piece)
        self.close()
        self.text = self.text.replace("\N{NO-BREAK SPACE}", " ").replace("#\N{WORD JOINER}", "#").strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.text += "\n" if tag == "p" else ""

    def handle_data(self, data: str) -> None:
        self.text += data
