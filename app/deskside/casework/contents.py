"""What a message can hold beside the person's own words: collected once, and shown under what they chose to hide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from deskside.casework.agent_part import agent_part, evidence_of
from deskside.casework.impact import with_weight
from deskside.casework.people_part import device_line
from deskside.language import _
from deskside.model.case import Case
from deskside.model.parcel import Added, Choices, Collected, Item, Kind, Shown
from deskside.model.report import FactGroup
from deskside.model.ticket import Priority
from deskside.tickets.words.plain import plain

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy
    from deskside.casework.veil import Veil
    from deskside.diagnostics.bundle_reader import Bundle

STORY, DEVICE, AGENT, EVIDENCE = "story", "device", "agent", "evidence"
_FACTS = "facts:"
MOST_AGENT_TEXT = 80_000
"""As ``tickets.outbox.sending.tidy`` has it."""
_KEPT = 6
"""Of so many ways to hide and add, the texts are remembered."""


class Contents:
    """Everything of one message, with nothing left out."""

    def __init__(
        self,
        case: Case | None,
        privacy: Privacy,
        device: str,
        weigh: Callable[[Choices], Priority],
        takes_files: Callable[[Choices], bool],
    ) -> None:
        """``device``: which computer this is, "" when it is not told; ``weigh``: how urgent something is.

        ``takes_files``: whether the help desk does; else none is offered, for what is shown is what is sent.
        """
        self.case, self.privacy, self.device = case, privacy.telling(case), device
        self.weigh, self.takes_files = weigh, takes_files
        self._veiled: dict[tuple[object, ...], Veiled] = {}

    @cached_property
    def collected(self) -> Collected:
        return self.privacy.collect()

    @cached_property
    def agents(self) -> dict[bool, str]:
        """The agent's part with what the checks have seen, and without it."""
        return {seen: agent_part(self.case, self.privacy, evidence=seen) for seen in (True, False)}

    @cached_property
    def _veil(self) -> Veil:
        """Made once all is collected, so that the same choices always hide the same."""
        texts = (*self.agents.values(), *(fact.label for fact in self.collected.facts))
        return self.privacy.veil((), texts)

    def places(self, value: str, shown: Shown) -> int:
        """In how many places a value stands openly in what would be sent."""
        texts = (text for item in shown.items for text in (item.text, item.name))
        return self.privacy.places_of(value, (shown.parcel.title, *texts))

    def under(self, choices: Choices) -> Veiled:
        """The same with these values hidden as well, and what the added texts tell."""
        texts = tuple(one for one in choices.added if one.kind is Kind.TEXT)
        key = (choices.hidden, texts)
        if key not in self._veiled:
            if len(self._veiled) >= _KEPT:
                del self._veiled[next(iter(self._veiled))]
            self._veiled[key] = Veiled(
                self, self._veil.with_more(choices.hidden, [one.content.decode() for one in texts])
            )
        return self._veiled[key]


class Veiled:
    """All texts are taken from one bundle of everything, so that leaving something out changes nothing else."""

    def __init__(self, contents: Contents, veil: Veil) -> None:
        self._contents, self._privacy, self.veil = contents, contents.privacy, veil
        self._texts: dict[Added, str] = {}
        self._agents: dict[bool, str] = {}

    @cached_property
    def _everything(self) -> Bundle:
        evidence, collected = evidence_of(self._contents.case), self._contents.collected
        return self._privacy.opened(self._privacy.bundle(collected, evidence, self._contents.agents[True], self.veil))

    def agent(self, choices: Choices) -> str:
        """The agent's part; what the checks have seen stands in it too, unless it is left out."""
        seen = EVIDENCE not in choices.left_out
        if self._everything and seen not in self._agents:  # everything first: what it teaches is hidden here too
            whole = self._contents.agents[seen]  # made plain first: a letter that cannot be seen hides no name
            self._agents[seen] = plain(self.veil.text(plain(whole, len(whole))), MOST_AGENT_TEXT)
        return with_weight(self._agents[seen], choices.impact, choices.urgency, self._contents.weigh(choices))

    def device(self, choices: Choices) -> str:
        """Which computer this is; "" when it is left out, and when any of it is hidden: half a name finds nothing."""
        name = self._contents.device
        return name if name and DEVICE not in choices.left_out and self.veil.words(name) == name else ""

    def story_item(self, story: str) -> Item:
        return Item(STORY, Kind.STORY, _("Your words, and what was tried."), story)

    def items(self, choices: Choices) -> tuple[Item, ...]:
        """Everything but the story."""
        return tuple(self._items(choices))

    def _items(self, choices: Choices) -> Iterator[Item]:
        out, name = choices.left_out, self._contents.device
        says = _("A summary of this for the help desk.")
        yield Item(AGENT, Kind.AGENT, says, self.agent(choices), kept=AGENT not in out)
        files = self._contents.takes_files(choices)
        if files and self._everything.evidence:
            says, text = _("What the checks have seen."), dict(self._everything.texts)["evidence.json"]
            yield Item(EVIDENCE, Kind.EVIDENCE, says, text, kept=EVIDENCE not in out)
        if name and (DEVICE in out or self.device(choices)):
            says = _("Which computer this is, so that they find it.")
            yield Item(DEVICE, Kind.DEVICE, says, self.veil.words(device_line(name)), kept=DEVICE not in out)
        for group in self._everything.groups if files else ():
            yield self._group_item(group, kept=f"{_FACTS}{group.id}" not in out)
        for one in choices.added if files else ():
            yield self._added_item(one, kept=one.id not in out)

    def _group_item(self, group: FactGroup, *, kept: bool) -> Item:
        text = self._privacy.of_group(self._everything, group)
        return Item(f"{_FACTS}{group.id}", Kind.FACTS, group.says or group.label, text, group.label, kept)

    def _added_item(self, one: Added, *, kept: bool) -> Item:
        says = {
            Kind.TEXT: _("Your file {name}. Private things in it are hidden."),
            Kind.PICTURE: _("Your picture {name}. It goes as you see it."),
        }.get(one.kind, _("Your file {name}. Deskside can't hide anything in it."))
        name = self.veil.words(one.name)
        text = self._text(one) if one.kind is Kind.TEXT else ""
        return Item(one.id, one.kind, says.format(name=name), text, name, kept)

    def _text(self, one: Added) -> str:
        if one not in self._texts:
            self._texts[one] = self.veil.text(one.content.decode())
        return self._texts[one]

    def added(self, one: Added) -> bytes:
        """A file as it goes."""
        return self._text(one).encode() if one.kind is Kind.TEXT else one.content

    def bundle(self, choices: Choices, agent: str) -> bytes:
        """The file of all that is kept; b"" when nothing of this computer is."""
        kept = {item.id for item in self.items(choices) if item.kept}
        groups = tuple(group for group in self._everything.groups if f"{_FACTS}{group.id}" in kept)
        names = {group.id for group in groups}
        facts = tuple(fact for fact in self._everything.facts if fact.group in names)
        evidence = self._everything.evidence if EVIDENCE in kept else {}
        if not facts and not evidence:
            return b""
        return self._privacy.bundle(Collected(facts, groups), evidence, agent, self.veil)
