"""The embedded help desk."""

from __future__ import annotations

from deskside.tickets.offer import Offer, Proof

OFFER = Offer(
    name="desk",
    title="The help desk on this computer, for trying out",
    code="deskside.tickets.backends.desk:EmbeddedDesk",
    proof=Proof.REAL,
    settle=0.0,
    mapped=False,
)
