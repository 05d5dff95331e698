"""Every setting there is, as data: its name, its kind, its default, and what it is for.

Ticket backends declare theirs as the same ``Key`` and the caller passes them
on; nothing here knows a backend beyond the one that is built in.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from msgspec import Struct

from deskside.config.kinds import KINDS, Kind
from deskside.language import _ as translated
from deskside.model.troubleshooter import Json


def _(text: str) -> str:
    """Marks a text for the translators; it is translated where it is shown. What only IT reads is not marked."""
    return text


class Key(Struct, frozen=True):
    """One setting. A ``secret`` lives in the keyring only and never has a value in a file."""

    name: str
    kind: str
    """A name of ``kinds.KINDS``."""
    default: Json
    says: str
    choices: tuple[str, ...] = ()
    """For the kind "choice"."""
    secret: bool = False

    @property
    def type(self) -> Kind:
        return KINDS[self.kind]

    def takes(self, value: Json) -> bool:
        return self.type.takes(value) and (not self.choices or value in self.choices)

    def needs(self) -> str:
        """What a value has to be, in plain words."""
        if self.choices:
            return translated(_("It needs one of these words: {words}.")).format(words=", ".join(self.choices))
        return translated(self.type.needs)


_KEYS = (
    Key("organisation.name", "text", "", _("What your organisation is called.")),
    Key("organisation.phone", "text", "", _("The phone number of the help desk.")),
    Key("organisation.chat", "link", "", _("Where people can chat with the help desk.")),
    Key("organisation.accent", "colour", "", _("The colour of the main button.")),
    Key("organisation.logo", "file", "", _("A small picture shown at the top of the window.")),
    Key("organisation.hours", "hours", {}, _("When the help desk is there. Promises are made from this.")),
    Key("organisation.promise", "promises", {}, "Open time until the first answer, by priority."),
    Key("person.email", "address", "", _("The person's e-mail address. {user} stands for the name they sign in with.")),
    Key("tickets.backend", "choice", "desk", _("Which help desk tickets go to."), choices=("desk",)),
    Key("tickets.link_hosts", "names", [], _("Whose pages the help desk's answers may lead to.")),
    Key("tickets.quiet_days", "days", 2, _("After so many working days without news, people are told so.")),
    Key("tickets.priority", "priorities", {}, "Priorities by impact and urgency, where they differ from the usual."),
    Key(
        "tickets.device",
        "choice",
        "name",
        _("How the help desk is told which computer this is."),
        choices=("name", "asset-tag", "none"),
    ),
    Key("tickets.asset_tag", "text", "", _("The number on the sticker of this computer.")),
    Key("network.check_url", "link", "", _("A page that shows the internet is there. Empty: this system's own.")),
    Key("network.work_sites", "links", [], _("Secure web pages that must open at work.")),
    Key("network.work_names", "names", [], _("Names of computers that must be known at work.")),
    Key("network.extra_ca", "file", "", "Certificates to trust beside those of the system."),
    Key("network.proxy", "link", "", "The proxy, only if the system's own is not to be used."),
    Key("network.vpn", "vpn", {}, "The VPN, and a computer that is only there when it is on."),
    Key("network.shares", "shares", [], _("Shared folders that people use.")),
    Key("printing.expected", "texts", [], _("The printers people should have. The first is the one they mean.")),
    Key(
        "privacy.keep_days",
        "days",
        90,
        _("After so many days Deskside forgets what it did here, and solved requests."),
    ),
    Key("mail.imap", "mail-in", "", "The server that mail comes from."),
    Key("mail.smtp", "mail-out", "", "The server that mail goes to."),
    Key("catalogue.url", "link-or-folder", "", _("Where more troubleshooters come from.")),
    Key("catalogue.root", "file", "", _("The file that says whose troubleshooters to trust.")),
    Key(
        "catalogue.ring", "choice", "all", _("How early new troubleshooters arrive."), choices=("pilot", "early", "all")
    ),
    Key("interface.language", "language", "", _("The language of Deskside. Empty: that of the system.")),
    Key("interface.start_with_computer", "flag", True, _("Deskside starts when you sign in.")),
)


def known_keys(more: Iterable[Key] = ()) -> dict[str, Key]:
    """Every key by its name. ``more`` are the backends' own; one with a name from here takes its place."""
    return {key.name: key for key in (*_KEYS, *more)}


def groups(keys: Mapping[str, Key]) -> set[str]:
    """Every table that settings stand in: "network", "tickets", "tickets.rt"."""
    return {name[:dot] for name in keys for dot in range(len(name)) if name[dot] == "."}


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that ``name`` was most likely meant to be, or ""."""
    names, last = sorted(names), name.rpartition(".")[2]
    same = [full for full in names if "." in full and full.rpartition(".")[2] == last]
    found = same or difflib.get_close_matches(name[-100:], names, 1, 0.75)
    return found[0] if found else ""
