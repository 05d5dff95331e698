"""The real django-helpdesk: the contract of every backend, its traps, and who can read what with which sign-in."""

from __future__ import annotations

import contextlib
import random
import time
import urllib.error
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import msgspec
import pytest

from deskside import errors
from deskside.kit.backend_contract import BackendContract
from deskside.model.ticket import Draft, Priority, Sender, Stage
from deskside.storage import Database, keep_attachments
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.markup import markdown

from .djangohelpdesk.agent import Drawn, HelpdeskSide
from .djangohelpdesk.server import HelpdeskServer


@pytest.fixture
def desk(helpdesk_server: HelpdeskServer) -> HelpdeskSide:
    return HelpdeskSide(helpdesk_server)


@pytest.fixture
def bare(bare_helpdesk_server: HelpdeskServer) -> HelpdeskSide:
    """One as it comes, without what our documentation asks for, where an account may ask five times a minute."""
    return HelpdeskSide(bare_helpdesk_server)


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> str:
    """Unlike that of any other test and run against the same server."""
    return f"{abs(hash((str(tmp_path_factory.getbasetemp()), request.node.name)))}"[:12]


class TestDjangoHelpdesk(BackendContract):
    stages: ClassVar[tuple[Stage, ...]] = (Stage.SEEN, Stage.WORKING, Stage.SOLVED)
    exact: ClassVar[bool] = False

    def test_the_agents_page_draws_nothing_but_our_text(
        self, desk: HelpdeskSide, backend: Backend, draft: Draft
    ) -> None:
        story = (
            "# no heading\n\n* no list\n1. nor this\n    nor code\n[a](javascript:alert(1)) <b>x</b> <https://x.y>\n"
        )
        story += "**&copy;** _x_ `y` \\* ![z](https://evil.invalid/z.png)\n~~~\n===\n> {{ ticket.title }} {% x %}"
        story += f"\nnot ticket #{backend.create(draft)}"
        backend_id = backend.create(msgspec.structs.replace(draft, story=story))
        drawn = desk.drawn(backend_id)
        assert drawn.text.split() == msgspec.structs.replace(draft, story=story).body.split()
        assert drawn.tags <= {"p", "br"}

    def test_an_answer_renames_the_ticket_there_and_nothing_here(
        self, desk: HelpdeskSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        desk.follow_up(backend_id, title="Another title", comment="We look.", public=True)
        assert desk.ticket(backend_id)["title"] == "Another title"
        assert [m.text for m in backend.look(backend_id).messages] == ["We look."]
        assert backend.find(draft.reference) == backend_id

    def test_a_long_link_in_an_answer_is_whole_though_the_page_cuts_it(
        self, desk: HelpdeskSide, backend: Backend, draft: Draft
    ) -> None:
        link = f"https://intranet.example.org/{'how-to/' * 12}?a=1&b=2"
        backend_id = backend.create(draft)
        desk.reply(backend_id, f"Please read {link}\n\nand ticket #{backend_id}, or write to help@helptest.invalid")
        (message,) = backend.look(backend_id).messages
        words = f"Please read {link} and ticket #{backend_id}, or write to help@helptest.invalid"
        assert message.text.split() == words.split()

    def test_the_time_of_an_answer_is_right_in_another_time_zone(
        self, desk: HelpdeskSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "one")
        told = desk.ticket(backend_id)["followup_set"][-1]["date"]
        (message,) = backend.look(backend_id).messages
        assert abs(message.at - datetime.fromisoformat(told).timestamp()) < 61  # the page tells minutes

    def test_the_list_of_ones_own_tickets_has_no_answers_and_the_page_is_read_for_them(
        self, desk: HelpdeskSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "An answer")
        assert "An answer" not in str(desk.ask("GET", f"/user_tickets/{backend_id}/", account="employee"))
        assert [m.text for m in backend.look(backend_id).messages] == ["An answer"]

    def test_priority_queue_and_fields_are_those_of_the_desk(self, desk: HelpdeskSide, draft: Draft) -> None:
        mapped = {"queue": "Network & Wi-Fi", "fields": {"device": "device"}, "priorities": {"high": "1. Critical"}}
        backend = desk.backend(**mapped)
        for priority, number in ((Priority.HIGH, 1), (Priority.LOW, 4)):
            reference = f"{draft.reference}-{number}"
            told = msgspec.structs.replace(draft, reference=reference, priority=priority, device="PC-7")
            ticket = desk.ticket(backend.create(told))
            assert (ticket["priority"], ticket["custom_device"], ticket["queue"]) == (number, "PC-7", 2)
            assert ticket["custom_clientref"] == reference

    def test_a_merged_ticket_is_over_and_not_an_open_one(
        self, desk: HelpdeskSide, backend: Backend, draft: Draft
    ) -> None:
        first = backend.create(draft)
        second = backend.create(msgspec.structs.replace(draft, reference=f"{draft.reference}-2"))
        desk.page(f"/tickets/merge?tickets={first}&tickets={second}", chosen_ticket=first)
        assert backend.look(second).stage is Stage.SOLVED
        assert backend.look(first).stage is not Stage.SOLVED

    def test_who_asked_hears_of_it_by_mail_too(self, desk: HelpdeskSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.note(backend_id, "PRIVATE: not by mail either")
        mails = [mail for mail in desk.server.mails if f"[support-{backend_id}]" in mail or "=?utf-8?" in mail]
        assert any("To: employee@helptest.invalid" in mail for mail in mails)
        assert not any("PRIVATE" in mail for mail in mails)


def test_no_text_makes_anything_of_the_agents_page(desk: HelpdeskSide) -> None:
    """Thousands of texts of what Markdown could take for its own, drawn by the site's own code."""
    words = "* ** _ __ ` ``` ~~~ # \\ [ ] ( ) ![ ]( ]: < > <b> & &amp; &#35; - + = > 1. a b x_y { | ' :"
    signs = [
        *words.split(" "),
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\n- ",
        "\n1. ",
        "\n===\n",
        "\n---\n",
        "<https://x.y>",
        "<a@b.c>",
    ]
    signs += [
        "\n    ",
        "[x](javascript:alert(1))",
        "<script>alert(1)</script>",
        "&copy;",
        "[1]: https://x.y",
        " ",
        "  \n",
    ]
    chance = random.Random(7)
    texts = ["".join(chance.choices(signs, k=chance.randint(1, 14))) for _ in range(4000)]
    drawing = "import django, json, sys; django.setup(); from helpdesk.models import get_markdown as m\n"
    drawing += "json.dump([str(m(text)) for text in json.load(sys.stdin)], sys.stdout)"
    escaped = [markdown.escaped(text) for text in texts]
    pages = msgspec.json.decode(desk.server.run("-c", drawing, told=msgspec.json.encode(escaped).decode()))
    for text, sent, page in zip(texts, escaped, pages, strict=True):
        drawn = Drawn(page)
        assert drawn.text.split() == text.split(), text
        assert drawn.tags <= {"p", "br"}, text
        assert markdown.unescaped(sent).split() == text.split()


def test_what_staff_answers_by_mail_and_what_the_person_mails_are_told_apart(desk: HelpdeskSide, run: str) -> None:
    backend = desk.backend()
    backend_id = backend.create(Draft(f"DS-{run}", "Printer", "Nothing comes out."))
    for address, words in (("agent", "By mail"), ("employee", "From me \\* <b>")):
        desk.mail(backend_id, f"{address}@helptest.invalid", words)
    said = [(m.sender, m.text) for m in backend.look(backend_id).messages]
    assert said == [(Sender.AGENT, "By mail"), (Sender.PERSON, "From me * <b>")]
    assert backend.look(backend_id).stage is Stage.WORKING


def test_an_answer_by_the_tickets_own_link_is_not_taken_so_none_is_offered(desk: HelpdeskSide, run: str) -> None:
    """Version 2.6 draws a form for it on the person's page, and wants a sign-in of staff when it is sent."""
    backend = desk.backend()
    backend_id = backend.create(Draft(f"DS-{run}", "Printer", "Nothing comes out."))
    assert "/login/" in desk.answered_by_link(backend_id, "It is the big one.")
    assert backend.look(backend_id).messages == ()
    assert not backend.can.reply


def test_no_token_of_ours_opens_what_is_for_staff(desk: HelpdeskSide, run: str) -> None:
    desk.backend().create(Draft(f"DS-{run}", "Printer", "Nothing comes out."))
    for path in ("/tickets/", "/followups/", "/followups-attachments/", "/users/"):
        with pytest.raises(urllib.error.HTTPError) as problem:
            desk.ask("GET", path, account="employee")
        problem.value.close()
        assert problem.value.code in (403, 404)


def test_a_sign_in_of_staff_is_warned_of(desk: HelpdeskSide) -> None:
    assert [row.name for row in desk.backend("agent").try_out() if not row.ok] == ["tickets-privacy"]
    assert all(row.ok for row in desk.backend("other").try_out())


def test_without_any_sign_in_a_ticket_arrives_and_nothing_can_be_read(desk: HelpdeskSide, run: str) -> None:
    backend = desk.backend("wrong-token", sign_in="create-only", email="")
    assert all(row.ok for row in backend.try_out())
    with pytest.raises(errors.NeedsEdit, match="no address"):
        backend.create(Draft(f"DS-{run}-1", "Printer", "Nothing comes out."))
    draft = Draft(f"DS-{run}-2", "Printer", "Nothing comes out.", requester="employee@helptest.invalid")
    backend_id = backend.create(draft)
    for peek in (lambda: backend.find(draft.reference), lambda: backend.look(backend_id)):
        with pytest.raises(errors.Held):
            peek()
    assert desk.backend().find(draft.reference) == backend_id


def test_that_a_ticket_is_missing_is_said_only_where_the_address_is_known_to_be_right(
    desk: HelpdeskSide, run: str
) -> None:
    """Else a ticket made for another address than the account's is not in its list, and would be sent a second time."""
    with pytest.raises(errors.Unclear):
        desk.backend("fresh").find(f"DS-{run}")
    employee = Draft(f"DS-{run}-1", "Printer", "Nothing comes out.")
    desk.backend().create(employee)
    assert desk.backend().find(f"DS-{run}-2") is None
    for address in ("", "somebody-else@helptest.invalid"):
        with pytest.raises(errors.Unclear):
            desk.backend(email=address).find(f"DS-{run}-2")
    assert [row.name for row in desk.backend(email="").try_out() if not row.ok] == ["tickets-address"]


def test_what_the_public_form_does_not_have_is_held_and_nothing_made(desk: HelpdeskSide, run: str) -> None:
    for options, why in (({"queue": "Inside"}, "no public queue"), ({"reference_field": "judgement"}, "has no field")):
        with pytest.raises(errors.Held, match=why):
            desk.backend(**options).create(Draft(f"DS-{run}", "Printer", "Nothing comes out."))
    desk.backend().create(Draft(f"DS-{run}-1", "Printer", "Nothing comes out."))
    assert desk.backend().find(f"DS-{run}") is None


def test_a_form_that_asks_for_what_nobody_fills_is_held_and_named_before(desk: HelpdeskSide, run: str) -> None:
    backend = desk.backend()
    with desk.asking("riddle"):
        (row,) = backend.try_out()
        assert (row.ok, row.do) == (False, "the public form asks for what nobody fills: custom_riddle")
        with pytest.raises(errors.Held, match="custom_riddle"):
            backend.create(Draft(f"DS-{run}", "Printer", "Nothing comes out."))
        filled = desk.backend(fields={"riddle": "device"})
        with pytest.raises(errors.Held, match="custom_riddle"):
            filled.create(Draft(f"DS-{run}", "Printer", "Nothing comes out."))
        assert filled.create(Draft(f"DS-{run}-1", "Printer", "Nothing comes out.", device="PC-7"))
    assert backend.find(f"DS-{run}") is None


def test_a_kind_of_file_that_the_site_refuses_is_said_so_before_and_when_it_is_sent(
    bare: HelpdeskSide, run: str, tmp_path: Path
) -> None:
    kept = keep_attachments(Database(tmp_path / "a.sqlite3"), tmp_path / "files", [enclose("facts.json", b"{}")])
    backend = bare.backend("wrong-token", sign_in="create-only")
    draft = Draft(f"DS-{run}", "Printer", "Nothing.", requester="employee@helptest.invalid", attachments=kept)
    with pytest.raises(errors.NeedsEdit) as problem:
        backend.create(draft)
    assert "facts.json" in problem.value.words()
    (row,) = (row for row in backend.try_out() if not row.ok)
    assert row.do == "Add to HELPDESK_VALID_EXTENSIONS of the site: json, zip."
    assert bare.ask("GET", "/tickets/")["count"] == 0


def test_a_desk_that_is_asked_too_much_is_left_alone_as_long_as_it_wants(bare: HelpdeskSide) -> None:
    backend, begun = bare.backend("other"), time.monotonic()
    for _ in range(5):
        with contextlib.suppress(errors.Unclear):
            backend.find("DS-1")
    with pytest.raises(errors.Busy) as problem:
        backend.find("DS-1")
    assert 59 - (time.monotonic() - begun) < problem.value.seconds <= 60  # a minute after the first
