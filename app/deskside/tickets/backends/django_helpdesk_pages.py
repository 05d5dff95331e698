"""The two pages of django-helpdesk that its API has nothing for: the public form, and a ticket as who asked sees it.

Read as version 2.6 draws them. What is missing from a page is a ``LookupError``:
a site that draws them otherwise is noticed, and nothing is made of half a page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from html.parser import HTMLParser

from msgspec import Struct, field

Attributes = list[tuple[str, str | None]]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHEN = re.compile(
    r"(?P<month>[A-Z][a-z]{2})[a-z]*\.? (?P<day>\d+), (?P<year>\d{4}), "
    r"(?:(?P<hour>\d+)(?::(?P<minute>\d\d))? (?P<half>[ap])\.m\.|(?P<word>noon|midnight))"
)
MERGED = 5
"""A ticket that was merged into another: its entries went with it."""
_FIELDS = ("input", "select", "textarea")


class Form(Struct):
    """``choices``: of each field that has some, the value by its label. ``errors``: why the last try was refused."""

    forgery: str = ""
    """What has to come back with the form, where the site checks that it comes from its own page."""
    fields: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class Said(Struct):
    """One public entry of a ticket."""

    id: str = ""
    title: str = ""
    by: str = ""
    """Which of the staff; "" for what came by the web or by mail, and for what the site says itself."""
    when: str = ""
    text: str = ""


class TicketPage(Struct):
    status: int
    """As the site numbers them; 0 when the page does not tell."""
    said: list[Said]
    """Oldest first, the ticket's own text at the beginning. None of a ticket that was merged into another."""


def read_form(page: str) -> Form:
    """The form on the page; LookupError where there is none."""
    reading = _FormPage()
    reading.feed(page)
    reading.close()
    form = reading.form
    if not {"title", "body", "submitter_email"} <= form.fields:
        raise LookupError("no public form for a new ticket on this page")
    form.errors = {name: " ".join(text.split()) for name, text in form.errors.items()}
    return form


def read_ticket(page: str, key: str) -> TicketPage:
    """The ticket on the page that ``key`` opens; LookupError where there is none."""
    reading = _TicketPage()
    reading.feed(page)
    reading.close()
    if reading.key.lower() != key.lower() or not (reading.said or reading.status == MERGED):
        raise LookupError("this page does not show a ticket as django-helpdesk 2.6 draws it")
    seen: dict[str, int] = {}
    for one in reading.said:
        one.title, one.by, one.text = " ".join(one.title.split()), " ".join(one.by.split()), one.text.strip()
        print_of = hashlib.sha256("\0".join((one.when, one.by, one.text)).encode()).hexdigest()[:20]
        seen[print_of] = seen.get(print_of, 0) + 1
        one.id = f"{print_of}-{seen[print_of]}"
    return TicketPage(reading.status, reading.said)


def seconds(when: str, zone: tzinfo | None) -> float | None:
    """A time as the site writes it in English; None when it is written otherwise."""
    found = _WHEN.fullmatch(when.strip())
    if found is None or found["month"].lower() not in _MONTHS:
        return None
    if found["word"]:
        hour, minute = (12, 0) if found["word"] == "noon" else (0, 0)
    else:
        hour = int(found["hour"]) % 12 + (12 if found["half"] == "p" else 0)
        minute = int(found["minute"] or 0)
    month = _MONTHS.index(found["month"].lower()) + 1
    return datetime(int(found["year"]), month, int(found["day"]), hour, minute, tzinfo=zone).timestamp()


class _FormPage(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.form = Form()
        self._last, self._select, self._value, self._label = "", "", "", ""
        self._in_option = False
        self._error_depth = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        told = _told(attrs)
        if self._error_depth:
            self._error_depth += tag == "div"
        elif tag == "div" and "invalid-feedback" in told.get("class", "").split():
            self._error_depth = 1
            self.form.errors.setdefault(self._last, "")
        elif tag in _FIELDS and told.get("name"):
            self._field(tag, told)
        elif tag == "option" and self._select:
            self._in_option, self._value, self._label = True, told.get("value", ""), ""

    def _field(self, tag: str, told: Mapping[str, str]) -> None:
        self._last = told["name"]
        self._select = self._last if tag == "select" else ""
        if self._last == "csrfmiddlewaretoken":
            self.form.forgery = told.get("value", "")
            return
        self.form.fields.add(self._last)
        if "required" in told:
            self.form.required.add(self._last)
        if self._select:
            self.form.choices[self._select] = {}

    def handle_endtag(self, tag: str) -> None:
        if tag == "option" and self._in_option:
            self._in_option = False
            if self._value:
                self.form.choices[self._select][" ".join(self._label.split())] = self._value
        elif tag == "select":
            self._select = ""
        elif tag == "div" and self._error_depth:
            self._error_depth -= 1

    def handle_data(self, data: str) -> None:
        if self._error_depth:
            self.form.errors[self._last] += data
        elif self._in_option:
            self._label += data


class _TicketPage(HTMLParser):
    """An entry is a ``div.followup``: its head in a ``p``, its words, then lists of changes and files in ``div``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.status, self.key = 0, ""
        self.said: list[Said] = []
        self._place = ""
        """Where in an entry: "", "title", "by", "when", "text", "lists"."""
        self._lists = 0
        self._href, self._words = "", ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        told = _told(attrs)
        if tag == "input":
            self._input(told)
        elif tag == "div":
            self._div(told)
        elif self._place == "text" and tag == "br":
            self.said[-1].text += "\n"
        elif self._place == "text" and tag == "a":
            self._href, self._words = told.get("href", ""), ""
        elif self._place == "title" and tag == "span":
            self._place = "by"
        elif self._place == "by" and tag == "span":
            self._place = "when"
            self.said[-1].when = told.get("title", "")

    def _input(self, told: Mapping[str, str]) -> None:
        if told.get("name") == "key":
            self.key = told.get("value", "")
        if told.get("name") == "new_status" and (told.get("type") == "hidden" or "checked" in told):
            value = told.get("value", "")
            self.status = int(value) if value.isascii() and value.isdigit() else 0

    def _div(self, told: Mapping[str, str]) -> None:
        if self._place == "" and "followup" in told.get("class", "").split():
            self.said.append(Said())
            self._place = "title"
        elif self._place in ("text", "lists"):
            self._place = "lists"
            self._lists += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self._place in ("title", "by", "when"):
            self._place = "text"
        elif tag == "a" and self._href:
            cut = self._words.endswith("\N{HORIZONTAL ELLIPSIS}")
            self.said[-1].text += self._href.removeprefix("mailto:") if cut else self._words
            self._href = ""
        elif tag == "div" and self._place == "lists":
            self._lists -= 1
            self._place = "lists" if self._lists else "text"
        elif tag == "div" and self._place == "text":
            self._place = ""

    def handle_data(self, data: str) -> None:
        if self._href and self._place == "text":
            self._words += data
        elif self._place == "title":
            self.said[-1].title += data
        elif self._place == "by":
            self.said[-1].by += data
        elif self._place == "text":
            self.said[-1].text += data


def _told(attrs: Attributes) -> dict[str, str]:
    return {name: value or "" for name, value in attrs}
