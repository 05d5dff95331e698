"""The wizard in the terminal: the same pages as in the window, as text. Ends with what became of the case."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from msgspec.structs import replace

from deskside.casework import CaseRun, Casework, Handover
from deskside.casework.beside import beside, only_words
from deskside.casework.told_before import told_words
from deskside.cli.output import printable, say, say_all
from deskside.errors import DesksideError, NotNow
from deskside.language import _, ngettext
from deskside.model.case import Case, Stand
from deskside.model.page import Action, Page, Row, RowState, Verb
from deskside.model.parcel import Choices, Kind, Shown

_TICKS = {RowState.CLEAR: "✓", RowState.FOUND: "!", RowState.COULD_NOT: "?"}
_ENDS = (Stand.DONE,)


class TerminalWizard:
    """Leads one person through one case, reading lines from standard input. No more input means stop.

    ``interactive``: somebody sits there, who may be asked in the end whether it helped.
    """

    def __init__(
        self,
        casework: Casework,
        run: CaseRun,
        read: Callable[[], str] = sys.stdin.readline,
        *,
        interactive: bool = False,
    ) -> None:
        self._casework, self._run, self._read, self._interactive = casework, run, read, interactive
        self._ticked: set[Row] = set()

    def lead(self) -> Case:
        """Goes from page to page until the case is done, or waits for a restart."""
        self._run.on_page = self._on_page
        while True:
            page = self._run.page
            self._show(page)
            if page.stand is Stand.PEOPLE:
                self._people()
                continue
            if page.stand in _ENDS:
                if self._interactive:
                    self._ask_whether_it_helped(page)
                return self._run.case
            try:
                verb = self._one_step(page)
            except NotNow:
                say(_("That is not possible here."))
                continue
            if verb is Verb.LATER:
                return self._run.case

    def _one_step(self, page: Page) -> Verb:
        """What the person did."""
        verb, value = self._ask(page)
        try:
            self._run.act(verb, value)
        except KeyboardInterrupt:
            self._run.cancel()
            self._run.act(Verb.STOP)
        return verb

    def _on_page(self, page: Page) -> None:
        """Prints the ticks of the checking page as they come."""
        for row in page.rows:
            if row.state in _TICKS and row not in self._ticked:
                self._ticked.add(row)
                say(f"  {_TICKS[row.state]} {row.text}")
        if not page.rows:
            self._ticked.clear()

    def _show(self, page: Page) -> None:
        say(f"\n{page.heading}")
        for line in (*page.lines, page.shows_head):
            if line:
                say(line)
        for line in page.shows:
            say(f"  • {line}")
        for number, line in enumerate(page.steps, 1):
            say(f"  {number}. {line}" if len(page.steps) > 1 else line)
        if page.picture_says:
            say(f"({page.picture_says})")
        for line in page.changes:
            say(f"  • {line}")
        for line in (*(point.text for point in page.points), page.tip):
            if line:
                say(line)
        if page.question and page.stand not in _ENDS:
            say(page.question)

    def _ask(self, page: Page) -> tuple[Verb, str]:
        """The verb the person chose, and its value."""
        if page.choices:
            return self._choose(page)
        if page.asks_text:
            line = self._line("> ")
            return (Verb.ANSWER, line.strip()) if line else (Verb.STOP, "")
        actions = self._actions(page)
        for number, action in enumerate(actions, 1):
            say(f"  {number}  {action.label}")
        return self._pick([(action.verb, "") for action in actions], default=self._main(actions))

    def _ask_whether_it_helped(self, page: Page) -> None:
        """One line; an empty one says nothing. After a "no", one more."""
        if not page.takes(Verb.HELPED):
            return
        said = self._line(_("Did Deskside help you? y or n, or an empty line: ")).strip().lower()
        if said.startswith(("y", _("y"))):
            self._run.act(Verb.HELPED)
        elif said.startswith(("n", _("n"))):
            self._run.act(Verb.NO_HELP)
            say(self._run.page.hint)
            self._run.act(Verb.REMARK, self._line(_("What would have helped? An empty line is fine. ")))

    def _choose(self, page: Page) -> tuple[Verb, str]:
        ways = self._frame(page)
        for number, label in enumerate([*(one.label for one in page.choices), *(one.label for one in ways)], 1):
            say(f"  {number}  {label}")
        answers = [(Verb.ANSWER, choice.value) for choice in page.choices]
        return self._pick([*answers, *((way.verb, "") for way in ways)], default=None)

    def _actions(self, page: Page) -> list[Action]:
        offered = [action for action in page.actions if action.verb is not Verb.CANCEL]
        known = {action.verb for action in offered}
        return offered + [action for action in self._frame(page) if action.verb not in known]

    @staticmethod
    def _frame(page: Page) -> list[Action]:
        """What is possible on every page."""
        frame = [Action(Verb.PEOPLE, _("Talk to a person")), Action(Verb.STOP, _("Stop here"))]
        if page.can_go_back:
            frame.insert(0, Action(Verb.BACK, _("Back")))
        return frame

    @staticmethod
    def _main(actions: list[Action]) -> int | None:
        return next((number for number, action in enumerate(actions) if action.main), None)

    def _pick(self, options: list[tuple[Verb, str]], default: int | None) -> tuple[Verb, str]:
        hint = f" [{default + 1}]" if default is not None else ""
        while True:
            line = self._line(_("Number{hint}: ").format(hint=hint))
            if not line:
                return Verb.STOP, ""
            text = line.strip()
            if not text and default is not None:
                return options[default]
            if text.isascii() and text.isdigit() and 0 < int(text[:4]) <= len(options):
                return options[int(text[:4]) - 1]
            say(_("Please type one of the numbers."))

    def _line(self, prompt: str) -> str:
        """One line with its end, or "" when there is no more input."""
        sys.stdout.write(printable(prompt))
        sys.stdout.flush()
        return self._read()

    def _people(self) -> None:
        """The ticket, in the terminal: story, preview, send."""
        show_contact(self._casework)
        handover = self._casework.handover(self._run.case)
        try:
            reference = write_ticket(handover, self._line)
        except DesksideError as problem:
            say(problem.words())
            reference = ""
        if reference:
            self._run.sent(reference)
        else:
            self._run.act(Verb.STOP)


def show_contact(casework: Casework) -> None:
    """How people can be reached without a computer."""
    organisation = casework.organisation
    if organisation.phone:
        say(_("You can also call: {phone}").format(phone=organisation.phone))
    if organisation.hours:
        say(_("Open: {hours}").format(hours=organisation.hours))


def write_ticket(handover: Handover, line: Callable[[str], str]) -> str:
    """Asks for the story, shows exactly what will be sent, sends on yes. The reference, or "" when not sent."""
    if not handover.ready.ok:
        say(handover.ready.says)
    say(_("Tell the help desk what is wrong, in your own words. An empty line stops here."))
    story = line("> ").strip()
    if not story:
        return ""
    stops = line(_("What does it stop you doing? ")).strip()
    email = handover.email or line(_("Your e-mail address, for the answer: ")).strip()
    choices = _added_to(handover, Choices(story=story, stops=stops, email=email), line)
    while True:
        shown = handover.show(choices)
        _show_items(shown, handover, choices)
        say(_("y sends it. a shows all of it. A number leaves that part out. h and a word hides the word everywhere."))
        answer = line(_("Send it? ")).strip().lower()
        if answer.startswith("h "):
            choices = _hidden(handover, choices, shown, answer[2:].strip())
        elif answer.startswith("a"):
            say_all(f"\n— {item.says}\n{item.text}" for item in shown.items if item.kept)
        elif answer.isascii() and answer.isdigit():
            choices = _switched(choices, shown, int(answer[:4]))
        elif answer.startswith(("y", _("y"))):
            ticket = handover.send(shown.parcel)
            say(_("Thank you. Your number is {reference}.").format(reference=ticket.reference))
            if ticket.promise:
                say(ticket.promise)
            return ticket.reference
        else:
            return ""


def _added_to(handover: Handover, choices: Choices, line: Callable[[str], str]) -> Choices:
    """Where the person told the help desk of the same before, this can be added to it."""
    told = handover.told_before(choices)
    if told is None:
        return choices
    say(f"{told_words(told, time.time())}\n{told.reference}  {told.title}")
    answer = line(_("Add it to that request? y adds it, n makes a new one: ")).strip().lower()
    return replace(choices, adds_to=told.reference) if answer.startswith(("y", _("y"))) else choices


def _show_items(shown: Shown, handover: Handover, choices: Choices) -> None:
    """The words of the message with all that stands beside them, and a sentence for each thing that goes with it."""
    parcel = shown.parcel
    say(_("This will be sent:"))
    if parcel.adds_to:
        say(_("It is added to your request {number}.").format(number=parcel.adds_to))
    say_all(beside(parcel))
    if parcel.requester and not parcel.adds_to:
        say(_("The answer comes to {email}.").format(email=parcel.requester))
    if not handover.takes_files(choices):
        say(only_words())
    for number, item in enumerate(shown.items):
        if item.kind is Kind.STORY:
            say(f"\n{item.text}\n")
        else:
            say(f"  {number}  {item.says}" + ("" if item.kept else " " + _("(left out)")))


def _hidden(handover: Handover, choices: Choices, shown: Shown, value: str) -> Choices:
    """A value hidden everywhere. Where it stands is counted; nothing is kept of one that stands nowhere."""
    more = replace(choices, hidden=(*choices.hidden, value))
    places = handover.places(value, shown, handover.show(more))
    if not places:
        say(_("Nothing was hidden. Please select only the name or the number itself."))
        return choices
    say(ngettext("Hidden in one place.", "Hidden in {count} places.", places).format(count=places))
    return more


def _switched(choices: Choices, shown: Shown, number: int) -> Choices:
    """The item of that number left out, or taken in again."""
    if not 0 < number < len(shown.items):
        say(_("Please type one of the numbers."))
        return choices
    return replace(choices, left_out=choices.left_out ^ {shown.items[number].id})
