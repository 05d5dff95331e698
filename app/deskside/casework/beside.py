"""What goes to the help desk beside the words of a message: a line for each field, as the preview shows it."""

from __future__ import annotations

from collections.abc import Iterator

from deskside.language import _
from deskside.model.parcel import Parcel
from deskside.tickets.composing.priority import priority_words


def beside(parcel: Parcel) -> Iterator[str]:
    """What is sent beside the words and does not stand in them; with an answer nothing is."""
    if parcel.adds_to:
        return
    if parcel.story.partition("\n")[0] != parcel.title:
        yield _("Title: {title}").format(title=parcel.title)
    if parcel.category:
        yield _("Kind of problem: {category}").format(category=parcel.category)
    if parcel.contact:
        yield _("Looked after by: {contact}").format(contact=parcel.contact)
    yield _("How urgent: {priority}").format(priority=priority_words(parcel.priority))
    if parcel.cause:
        yield _("What was found, in short: {cause}").format(cause=parcel.cause)
    yield _("Its number: {reference}").format(reference=parcel.reference)
    if parcel.version:
        yield _("Written with Deskside {version}").format(version=parcel.version)


def only_words() -> str:
    """Where the help desk takes no files."""
    return _("Only words can be sent to this help desk, no pictures or files.")
