"""What is said of a help desk system before any of its code is loaded: its name, its settings, its sign-ins, its proof.

An ``Offer`` is data. The tray and the settings read it; the code behind it is
loaded by the process that sends. A package of a third party adds one by the
entry point group ``deskside.backends``.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from deskside.config.keys import Key

PERSONAL, CREATE_ONLY, INTAKE = "personal", "create-only", "intake"
"""Whose sign-in: the person's own, one that can only create, or one that IT enrols for each person or computer."""

OURS = ("reference", "cause", "category", "priority", "impact", "device", "contact", "version")
"""What a field of a help desk can be filled with (``tickets.<name>.fields``)."""


class Proof(StrEnum):
    """What the code was shown to work with."""

    REAL = "real"
    """The real server, in our tests."""
    EXAMPLE = "example"
    """The example of the other side that comes with Deskside: there is no one real thing."""
    STAND_IN = "stand-in"
    """A strict stand-in made from the published interface."""
    UNPROVEN = "unproven"
    """The makers' documentation alone."""


class Offer(Struct, frozen=True):
    name: str
    """Lower case, no dots: "rt" has its settings in ``tickets.rt``."""
    title: str
    """What the system is called."""
    code: str
    """Where the backend is: "package.module:Class"."""
    keys: tuple[Key, ...] = ()
    """Its own settings; the secrets among them are asked of the keyring."""
    sign_ins: tuple[str, ...] = ()
    proof: Proof = Proof.UNPROVEN
    settle: float = 30.0
    """Seconds after an unclear try in which the system may still be making the ticket."""
    more_with: tuple[str, str] = ("", "")
    """A setting beside the sign-in that decides what can be done ("imap"), and what it is for in two words."""
    mapped: bool = True
    """Whether categories, priorities and fields can be given."""

    @property
    def all_keys(self) -> tuple[Key, ...]:
        """Its own settings and those that every system has. Only IT reads their words; they stay untranslated."""
        own = f"tickets.{self.name}"
        settle = Key(
            f"{own}.settle_seconds",
            "number",
            self.settle,
            "How long after an unclear try to wait before asking whether the ticket is there.",
        )
        tables = (
            Key(f"{own}.categories", "pairs", {}, "Our category = theirs."),
            Key(f"{own}.priorities", "pairs", {}, "low, normal, high, urgent = their word for it."),
            Key(f"{own}.fields", "pairs", {}, f"Their field = one of: {', '.join(OURS)}."),
        )
        return (*self.keys, settle, *(tables if self.mapped else ()))

    def default(self, key: str) -> object:
        """The default of the setting ``key`` ("url"); "" where there is none of that name."""
        full = f"tickets.{self.name}.{key}"
        return next((one.default for one in self.all_keys if one.name == full), "")
