"""The pages of django-helpdesk 2.6.1, as a real one drew them: what is read from them, and when nothing is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from deskside.tickets.backends import django_helpdesk_pages as pages

ENTRY = """<div class='followup well card'>
    <p><b>{title} <span class='byline text-info'>{by} <span title='{when}'>now</span></span></b></p>
    {text}
    {lists}
</div>"""
LISTS = """<div class='changes'><ul><li>Changed Status from Open to Resolved.</li></ul></div>
    <div class='attachments'><ul><li><a href='/media/a.txt'>a.txt</a> (text/plain, 2 bytes)</li></ul></div>"""
REST = """<form method='post' action="/tickets/1/update/"><input type="hidden" name="key" value="{key}" />
    <dd><div class="mb-3">
    <label><input type='radio' name='new_status' value='2' id='st_reopened'>Reopened</label>
    <label><input type='radio' name='new_status' value='3' checked='checked'>Resolved</label>
    </div></dd></form>"""
FORM = """<form role="form" method='post'><input type="hidden" name="csrfmiddlewaretoken" value="F0rg3ry">
<select name="queue" class="form-select" required id="id_queue"><option value="" selected>--------</option>
<option value="2">Network &amp; Wi-Fi</option></select>
<input type="text" name="title" class="form-control is-invalid" required>
<div class="invalid-feedback d-block">This field is <b>required</b>.</div><textarea name="body" required></textarea>
<input type="file" name="attachment"><div class="invalid-feedback d-block">Unsupported file extension: .bin</div>
<div class="form-text">Only .txt</div><input type="email" name="submitter_email" required></form>"""


def entry(text: str, by: str = "", title: str = "Answer", lists: str = LISTS) -> str:
    return ENTRY.format(title=title, by=by, when="Nov. 22, 2026, 9:48 p.m.", text=text, lists=lists)


def test_a_ticket_is_read_with_who_wrote_what_and_how_it_stands() -> None:
    page = entry("first", title="Ticket Opened Via Web") + entry("It is <br>&lt;b&gt; done.", "by anna") + REST
    read = pages.read_ticket(page.replace("{key}", "k-1"), "K-1")
    assert read.status == 3
    told = [(one.title, one.by, one.text, one.when) for one in read.said]
    when = "Nov. 22, 2026, 9:48 p.m."
    assert told == [("Ticket Opened Via Web", "", "first", when), ("Answer", "by anna", "It is \n<b> done.", when)]


def test_the_same_words_twice_in_a_minute_are_two_messages() -> None:
    read = pages.read_ticket(entry("yes", "by anna") * 2 + REST.replace("{key}", "k"), "k")
    assert len({one.id for one in read.said}) == 2


def test_a_link_that_the_page_cuts_is_read_whole() -> None:
    page = entry('See <a href="https://x.y/long" rel="nofollow">https://x.y/l…</a> <a href="http://www.z">www.z</a>')
    (said,) = pages.read_ticket(page + REST.replace("{key}", "k"), "k").said
    assert said.text == "See https://x.y/long www.z"


@pytest.mark.parametrize("page", ["", "<p>Sign in</p>", entry("x") + REST.replace("{key}", "another"), REST])
def test_a_page_that_is_not_this_ticket_is_no_ticket(page: str) -> None:
    with pytest.raises(LookupError):
        pages.read_ticket(page.replace("{key}", "k"), "k")


def test_the_form_tells_what_it_wants_and_why_it_came_back() -> None:
    form = pages.read_form(FORM)
    assert form.forgery == "F0rg3ry"
    assert form.choices == {"queue": {"Network & Wi-Fi": "2"}}
    assert form.required == {"queue", "title", "body", "submitter_email"}
    assert form.errors == {"title": "This field is required.", "attachment": "Unsupported file extension: .bin"}


@pytest.mark.parametrize("page", ["", "<form><input name='username'><input name='password'></form>"])
def test_a_page_without_the_form_is_none(page: str) -> None:
    with pytest.raises(LookupError):
        pages.read_form(page)


@pytest.mark.parametrize(
    ("when", "hour", "minute"),
    [
        ("Nov. 22, 2026, 9:48 p.m.", 21, 48),
        ("Nov. 22, 2026, 12:05 a.m.", 0, 5),
        ("Nov. 22, 2026, 8 a.m.", 8, 0),
        ("Nov. 22, 2026, noon", 12, 0),
        ("Nov. 22, 2026, midnight", 0, 0),
    ],
)
def test_times_are_read_as_the_site_writes_them(when: str, hour: int, minute: int) -> None:
    zone = timezone(timedelta(hours=1))
    assert pages.seconds(when, zone) == datetime(2026, 11, 22, hour, minute, tzinfo=zone).timestamp()


def test_a_time_in_another_language_is_no_time() -> None:
    assert pages.seconds("22. November 2026 21:48", UTC) is None
    assert pages.seconds("Xyz. 22, 2026, 9:48 p.m.", UTC) is None
    assert pages.seconds("March 2, 2026, 1 p.m.", UTC) == datetime(2026, 3, 2, 13, tzinfo=UTC).timestamp()
