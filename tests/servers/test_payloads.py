"""Whatever a person writes arrives as text: the agents' own pages show exactly it, and nothing of it does anything."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct
from tests.integration.casework.conftest import switched_off
from tests.unit.tickets.test_desk import DeskSide

from deskside import errors
from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.children.recording import Replay
from deskside.model.parcel import Choices
from deskside.model.ticket import Draft
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.words.plain import plain, same_words

from .djangohelpdesk.agent import HelpdeskSide
from .djangohelpdesk.server import HelpdeskServer
from .mail.agent import MailSide
from .mail.server import MailServer
from .page import page_of
from .payloads import OWNED, PAYLOADS, STORY
from .redmine.agent import RealSide as RedmineSide
from .redmine.server import RedmineServer
from .roundup.agent import RoundupSide
from .roundup.server import RoundupServer
from .rt.agent import RealSide as RtSide
from .rt.browser import RtBrowser
from .rt.server import RequestTrackerServer

_runs = itertools.count(1)


class Seen(Struct):
    """A ticket as its agents see it, and what of its text can do more than be read."""

    title: str
    text: str
    doing: list[str]


Read = Callable[[str], Seen]


@pytest.fixture
def drafts(tmp_path: Path) -> dict[str, Draft]:
    """Each payload as the message that the person saw and sent."""
    paths = find_paths(policy_root=tmp_path / "no-policy")
    handover = compose(paths, load(paths), Replay(switched_off())).handover(None, "Help")
    files = frozenset(item.id for item in handover.show(Choices()).items if item.id.startswith("facts:"))
    made = {name: handover.parcel(Choices(story=text, left_out=files)).draft for name, text in PAYLOADS.items()}
    run = next(_runs)
    return {
        name: msgspec.structs.replace(draft, reference=f"{handover.reference}-{run}-{number}")
        for number, (name, draft) in enumerate(made.items())
    }


def arrive(drafts: dict[str, Draft], backend: Backend, read: Read) -> None:
    assert len(drafts) >= 60
    wrong = {}
    for name, draft in drafts.items():
        seen = read(backend.create(draft))
        if not (same_words(seen.title, draft.title) and same_words(seen.text, draft.body) and not seen.doing):
            wrong[name] = (seen, draft.title, draft.body)
    assert wrong == {}


def takes_a_long_story_or_asks_to_shorten_it(draft: Draft, backend: Backend, body: Callable[[str], str]) -> None:
    """Never cut off."""
    with pytest.raises(errors.NeedsEdit):
        backend.create(msgspec.structs.replace(draft, story=STORY))
    most = STORY[: backend.limits.body - 1000]
    longest = msgspec.structs.replace(draft, reference=f"{draft.reference}-L", story=most, agent_part="")
    assert same_words(body(backend.create(longest)), longest.body)


def test_what_was_written_is_still_in_the_message(drafts: dict[str, Draft]) -> None:
    kept = [name for name, words in PAYLOADS.items() if plain(words, len(words)) in drafts[name].body]
    assert len(kept) >= 60  # in the others something is hidden on purpose: an address, a name


def test_they_are_text_at_request_tracker(rt_server: RequestTrackerServer, drafts: dict[str, Draft]) -> None:
    """Its titles end after 200 bytes."""
    desk, browser = RtSide(rt_server), RtBrowser(rt_server)
    for name, draft in drafts.items():
        title = draft.title.encode()[:200].decode(errors="ignore")
        drafts[name] = msgspec.structs.replace(draft, title=title)

    def read(backend_id: str) -> Seen:
        page = page_of(browser.ticket(backend_id))
        assert page.owned_by(OWNED) == []
        shown = page.part("messagebody").without("message-stanza-folder")  # unfolds what looks like a quotation
        return Seen(desk.subject(backend_id), shown.words, shown.doing_more_than_link)

    arrive(drafts, desk.backend(), read)
    takes_a_long_story_or_asks_to_shorten_it(drafts["script"], desk.backend(), desk.body)


@pytest.mark.parametrize("markup", ["textile", "common_mark"])
def test_they_are_text_at_redmine(markup: str, redmine_server: RedmineServer, drafts: dict[str, Draft]) -> None:
    with formatting(redmine_server, markup) as desk:

        def read(backend_id: str) -> Seen:
            page = desk.page(backend_id)
            assert page.owned_by(OWNED) == []
            shown = page.part("description")
            return Seen(page.part("subject").words, shown.words, shown.doing)

        arrive(drafts, desk.backend(), read)
        takes_a_long_story_or_asks_to_shorten_it(drafts["script"], desk.backend(), desk.body)


@contextmanager
def formatting(server: RedmineServer, markup: str) -> Iterator[RedmineSide]:
    usual, server.markup = server.markup, markup
    server.rails(f"Setting.text_formatting = '{markup}'")
    try:
        yield RedmineSide(server)
    finally:
        server.markup = usual
        server.rails(f"Setting.text_formatting = '{usual}'")


def test_they_are_text_at_roundup(roundup_server: RoundupServer, drafts: dict[str, Draft]) -> None:
    desk = RoundupSide(roundup_server)

    def read(backend_id: str) -> Seen:
        page = page_of(desk.page(f"/issue{backend_id}"))
        assert page.owned_by(OWNED) == []
        shown = page.part("content", below="messages")
        return Seen(desk.issue(backend_id)["title"], shown.words, shown.doing_more_than_link)

    arrive(drafts, desk.backend(), read)
    takes_a_long_story_or_asks_to_shorten_it(drafts["script"], desk.backend(), desk.body)


def test_they_are_text_at_django_helpdesk(helpdesk_server: HelpdeskServer, drafts: dict[str, Draft]) -> None:
    desk = HelpdeskSide(helpdesk_server)

    def read(backend_id: str) -> Seen:
        page = page_of(desk.page(f"/tickets/{backend_id}/"))
        assert page.owned_by(OWNED) == []
        drawn = desk.drawn(backend_id)
        return Seen(desk.ticket(backend_id)["title"], drawn.text, sorted(drawn.tags - {"p", "br"}))

    arrive(drafts, desk.backend(), read)
    takes_a_long_story_or_asks_to_shorten_it(drafts["script"], desk.backend(), desk.body)


def test_they_are_text_in_a_mailbox(mail_server: MailServer, drafts: dict[str, Draft]) -> None:
    """A mail program would read a coded word in a subject as what it codes: so its sign is parted by a space."""
    with closing(MailSide(mail_server)) as desk:

        def read(backend_id: str) -> Seen:
            (letter,) = desk.letters(backend_id)
            kinds = {part.get_content_type() for part in letter.walk() if not part.is_multipart()}
            assert kinds == {"text/plain"}
            assert not {"bcc", "cc"} & {name.lower() for name in letter}
            title = str(letter["Subject"]).removesuffix(f"({backend_id})").replace("= ?", "=?").strip()
            return Seen(title, desk.body(backend_id), [])

        arrive(drafts, desk.backend(), read)
        takes_a_long_story_or_asks_to_shorten_it(drafts["script"], desk.backend(), desk.body)


def test_they_are_text_at_the_embedded_desk(tmp_path: Path, drafts: dict[str, Draft]) -> None:
    desk = DeskSide(tmp_path / "desk.sqlite3")

    def read(backend_id: str) -> Seen:
        ticket = desk.agents.show(backend_id)
        assert not any(sign in ticket.title + ticket.body for sign in "\x00\x07\x08\x1b\x9b\u202e")
        return Seen(ticket.title, ticket.body, [])

    arrive(drafts, desk.backend(), read)
    takes_a_long_story_or_asks_to_shorten_it(drafts["script"], desk.backend(), desk.body)
