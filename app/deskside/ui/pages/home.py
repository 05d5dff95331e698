"""Home: a greeting, the field for the person's own words, and what they most likely came for."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QDate, Qt, QTime, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskside.errors import DesksideError
from deskside.language import _, ngettext
from deskside.model.article import Article
from deskside.model.case import Case, Stand
from deskside.model.report import Found
from deskside.model.ticket import Ticket
from deskside.ui.around import Around
from deskside.ui.board import Known
from deskside.ui.pages.offers import card_of, notice_card, problem_card
from deskside.ui.pages.when import stage_in_words, stage_sign
from deskside.ui.parts.bar import LARGE_TEXT
from deskside.ui.parts.column import Holder
from deskside.ui.parts.contact import Contact
from deskside.ui.parts.field import Line
from deskside.ui.parts.flow import flowing
from deskside.ui.parts.logo import Logo, read_logo
from deskside.ui.parts.press import Button, Card, Pressable, Weight, plain
from deskside.ui.parts.row import Banner
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import BLOCK, LINE, Role

COMMON = 3
REQUESTS = 2
NOTICES = 3
ARTICLES = 3
LEADING = Qt.AlignmentFlag.AlignLeading
PAUSE_MS = 120
"""How long the typing rests before it is searched for."""
LEAST_LETTERS = 3
PLACES = ("trouble", "notices", "welcome back", "requests", "common", "contact", "articles", "foot")
"""The blocks below the field, from top to bottom. Each is drawn anew for itself."""


def greeting(hour: int) -> str:
    if hour < 5 or hour >= 18:
        return _("Good evening.")
    return _("Good morning.") if hour < 12 else _("Good afternoon.")


def of_the_week(articles: tuple[Article, ...], day: QDate) -> tuple[Article, ...]:
    """A few to read, others each week, until all of them had their turn."""
    first = ARTICLES * (day.toJulianDay() // 7)
    places = range(min(ARTICLES, len(articles)))
    return tuple(articles[(first + place) % len(articles)] for place in places)


class _AtAGlance(Struct, frozen=True):
    """What its card says of a request, and so all that can make it another card."""

    reference: str
    title: str
    says: str
    sign: tuple[str, str]


def _newest(known: Known) -> list[Ticket]:
    return sorted(known.open_tickets, key=lambda ticket: (-ticket.unread, -ticket.opened))


def _at_a_glance(known: Known, ticket: Ticket) -> _AtAGlance:
    says = stage_in_words(ticket, unsent=known.unsent(ticket))
    next_news = ticket.promise if ticket.is_there and not ticket.unread else ""
    says = " ".join(part for part in (says, next_news) if part)
    return _AtAGlance(ticket.reference, ticket.title, says, stage_sign(ticket.stage))


class Home(Sheet):
    """The first page. What is typed stays until something was chosen."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, greeting(QTime.currentTime().hour()))
        self._around = around
        self.field = Line(
            around.look,
            _("What's wrong? Say it in your own words."),
            hint=_("For example: no internet") if around.look.text_scale < LARGE_TEXT else "",
            icon="search",
        )
        self.add(self.field)
        self.title = around.name
        self._logo = Logo(around.look)
        self._logo_path = ""
        self.column.insertWidget(0, self._logo, 0, LEADING)
        self._results, below = stacked(()), Holder(BLOCK)
        self._below = below
        self.add(self._results)
        self.add(below)
        self.found: Found | None = None
        self._hits: list[Card] = []
        self._shown: dict[str, object] = {}
        """What each block was drawn from."""
        self._blocks = {name: Holder(LINE) for name in PLACES}
        for block in self._blocks.values():
            block.hide()
            below.column.addWidget(block)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.field.changed.connect(self._on_typed)
        self.field.entered.connect(self._on_entered)
        self.field.down.connect(self._to_first_result)
        around.board.changed.connect(self._on_board)
        self._on_board()

    @property
    def lead(self) -> QWidget:
        return self.field.edit

    def arrive(self) -> None:
        self.heading.setText(greeting(QTime.currentTime().hour()))
        self.field.say("")
        self._around.board.read_again()

    def forget_words(self) -> None:
        """The words led somewhere; the next problem starts empty."""
        self.field.edit.clear()

    def rests(self) -> bool:
        return not self.field.text()

    def talk_to_people(self) -> None:
        self._around.ways.write(words=self.field.text())

    def say(self, problem: str) -> None:
        """Something did not work; what was typed is still there."""
        self.field.say("")
        self._show_found(None)
        self._results.addWidget(Banner(self.look, problem))
        announce(self, problem)

    def look_busy(self) -> None:
        """A problem is being opened; that can take a moment."""
        self.field.say(_("One moment, please."))

    # typing

    def _on_typed(self) -> None:
        if len(self.field.text()) < LEAST_LETTERS:
            self._pause.stop()
            self._show_found(None)
        else:
            self._pause.start()

    def _search(self) -> None:
        self._around.search.ask(self, self.field.text(), self._on_found, self._on_trouble)

    def _on_found(self, found: Found) -> None:
        if found.query.strip() == self.field.text():
            self._show_found(found)

    def _on_trouble(self, problem: DesksideError) -> None:
        self.say(problem.words())

    def _show_found(self, found: Found | None) -> None:
        self.found, self._hits = found, []
        empty(self._results)
        self._below.setVisible(found is None)
        if found is None:
            return
        hits = [card for hit in found.results if (card := card_of(self._around, hit, self.field.text)) is not None]
        if found.sure and hits:
            self._results.addWidget(Words(self.look, _("This may help:"), Role.STRONG))
        else:
            says = (
                _("I am not sure what this is. A person can help.")
                if hits
                else _("I don't know this one. A person can help.")
            )
            self._results.addWidget(Words(self.look, says))
        self._hits = hits
        for card in hits:
            self._results.addWidget(card)
        if not (found.sure and hits):
            ask = Card(self.look, _("Ask a person about this"), _("Your words go along."), "person")
            ask.clicked.connect(self.talk_to_people)
            self._results.addWidget(ask)
        many = len(hits)
        announce(self, ngettext("{n} result", "{n} results", many).format(n=many))

    def _on_entered(self) -> None:
        if self.found is None or self._pause.isActive():
            self._pause.stop()
            self._search()
        elif self.found.sure and self._hits:
            self._hits[0].click()
        else:
            self._to_first_result()

    def _to_first_result(self) -> None:
        """Or to the first card of all."""
        below = [card for card in self.findChildren(Card) if card.isVisibleTo(self)]
        if self._hits or below:
            (self._hits or below)[0].setFocus(Qt.FocusReason.TabFocusReason)

    # the rest

    def _on_board(self) -> None:
        """Draws anew what is other than before, block by block: news of a request leaves the rest alone."""
        known = self._around.board.known
        self._show_logo(known)
        self._show("trouble", (self._around.problems[:1], known.stuck[:1]), lambda: self._trouble(known))
        if not known.read:
            for name in PLACES[1:]:
                self._show(name, None, lambda: stacked(()))
            return
        desk, now = known.organisation, time.time()
        newest = _newest(known)
        more = max(0, len(newest) - REQUESTS)
        requests = tuple(_at_a_glance(known, ticket) for ticket in newest[:REQUESTS])
        common = known.most_used[:COMMON], len(known.troubleshooters) > COMMON
        week = of_the_week(known.articles, QDate.currentDate()), len(known.articles) > ARTICLES
        open_now = desk.now(now) if desk is not None else None
        self._show("notices", known.notices[:NOTICES], lambda: self._notices(known))
        self._show("welcome back", known.unfinished[:1], lambda: self._welcome_back(known))
        self._show("requests", (requests, more), lambda: self._requests(requests, more))
        self._show("common", common, lambda: self._common(known))
        self._show("contact", (desk, open_now), lambda: self._contact(known))
        self._show("articles", week, lambda: self._good_to_know(*week))
        self._show("foot", (), lambda: stacked((self._foot(),)))

    def _show(self, name: str, seen: object, draw: Callable[[], QVBoxLayout]) -> None:
        """Draws one block where it shows something else than before. What had the focus in it keeps it."""
        if name in self._shown and self._shown[name] == seen:
            return
        self._shown[name] = seen
        block = self._blocks[name]
        focused = next((one.accessibleName() for one in block.findChildren(Pressable) if one.hasFocus()), "")
        before = block.findChildren(Pressable)
        empty(block.column)
        drawn = draw()
        block.column.addLayout(drawn)
        block.setVisible(drawn.count() > 0)
        self._order_tabs(before)
        fresh = (one for one in block.findChildren(Pressable) if one not in before)
        if focused and (again := next((one for one in fresh if one.accessibleName() == focused), None)) is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self, gone: list[Pressable]) -> None:
        """The Tab key goes from top to bottom, whichever block was drawn last."""
        blocks = self._blocks.values()
        there = [one for block in blocks for one in block.findChildren(Pressable) if one not in gone]
        for one, after in pairwise((self.field.edit, *there)):
            QWidget.setTabOrder(one, after)

    def _show_logo(self, known: Known) -> None:
        path = known.organisation.logo if known.organisation is not None else ""
        if path != self._logo_path:
            self._logo_path = path
            self._around.quick.ask(self, partial(read_logo, path), self._logo.show_image)

    def _trouble(self, known: Known) -> QVBoxLayout:
        block = stacked((), BLOCK)
        for problem in self._around.problems[:1]:
            block.addWidget(Banner(self.look, problem))
        for row in known.stuck[:1]:
            banner = Banner(self.look, row.says or _("A message could not be sent yet."), button=_("Look at it"))
            banner.pressed.connect(lambda reference=row.reference: self._around.ways.request(reference))
            block.addWidget(banner)
        return block

    def _notices(self, known: Known) -> QVBoxLayout:
        return stacked(notice_card(self._around, one) for one in known.notices[:NOTICES])

    def _welcome_back(self, known: Known) -> QVBoxLayout:
        block = stacked(())
        for case in known.unfinished[:1]:
            block.addWidget(Words(self.look, _("Welcome back"), Role.STRONG))
            waits = case.stand is Stand.RESTART
            says = _("Waiting for your restart.") if waits else _("You have not finished with this yet. Go on.")
            card = Card(self.look, case.title, says, "clock", "notice")
            card.setAccessibleName(_("Go on with: {title}").format(title=case.title))
            card.clicked.connect(lambda _checked=False, case=case: self._resume(case))
            block.addWidget(card)
        return block

    def _resume(self, case: Case) -> None:
        self._around.ways.resume(case)

    def _common(self, known: Known) -> QVBoxLayout:
        """The three that are most likely, all of them, and the one for who only wants to be sure."""
        block = stacked((Words(self.look, _("Common problems"), Role.STRONG),))
        for one in known.most_used[:COMMON]:
            block.addWidget(problem_card(self._around, one, self.field.text, brief=True))
        fine = Card(self.look, _("Is my computer fine?"), "", "fine", "good")
        fine.clicked.connect(self._around.ways.fine)
        block.addWidget(fine)
        if len(known.troubleshooters) > COMMON:
            block.addWidget(self._quiet(_("All problems"), self._around.ways.all_problems), 0, LEADING)
        return block

    def _contact(self, known: Known) -> QVBoxLayout:
        contact = Contact(self.look, known.organisation)
        return stacked((contact,) if contact.column.count() else ())

    def _good_to_know(self, week: tuple[Article, ...], more: bool) -> QVBoxLayout:
        block = stacked((Words(self.look, _("Good to know"), Role.STRONG),) if week else ())
        for article in week:
            block.addWidget(self._quiet(article.title, partial(self._around.ways.read, article)), 0, LEADING)
        if more:
            block.addWidget(self._quiet(_("All articles"), self._around.ways.good_to_know), 0, LEADING)
        return block

    def _quiet(self, label: str, way: Callable[[], None]) -> Button:
        button = Button(self.look, plain(label), Weight.QUIET)
        button.clicked.connect(lambda: way())  # noqa: PLW0108 - whether it is checked is not for the way
        return button

    def _requests(self, newest: tuple[_AtAGlance, ...], more: int) -> QVBoxLayout:
        """Those that are open, with where they are and what comes next; nothing where none is."""
        block = stacked((Words(self.look, _("Your requests"), Role.STRONG),) if newest else ())
        for one in newest:
            card = Card(self.look, one.title, one.says, *one.sign)
            card.clicked.connect(partial(self._around.ways.request, one.reference))
            block.addWidget(card)
        if more > 0:
            says = ngettext("{n} more request", "{n} more requests", more).format(n=more)
            block.addWidget(self._quiet(says, self._around.ways.requests), 0, LEADING)
        return block

    def _foot(self) -> QWidget:
        ways = self._around.ways
        places = (
            (_("All requests"), ways.requests),
            (_("What was fixed"), ways.history),
            (_("About this computer"), ways.about),
            (_("Settings"), ways.settings),
        )
        return flowing(*(self._quiet(label, way) for label, way in places), gap=BLOCK)
