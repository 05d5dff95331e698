"""The face of printing on any operating system; by itself, that of one where nothing is known."""

from __future__ import annotations

from typing import NoReturn, TypeAlias

from deskside.errors import Unavailable

Record: TypeAlias = dict[str, object]


class Printing:
    """One method per "printing." call of the table, arguments and answers as described there."""

    def queues(self) -> list[Record]:
        self._unknown()

    def jobs(self, queue: str) -> list[Record]:
        self._unknown(queue)

    def device(self, queue: str) -> Record:
        self._unknown(queue)

    def resume(self, queue: str) -> None:
        self._unknown(queue)

    def pause(self, queue: str) -> None:
        self._unknown(queue)

    def accept(self, queue: str) -> None:
        self._unknown(queue)

    def reject(self, queue: str) -> None:
        self._unknown(queue)

    def set_default(self, queue: str) -> None:
        self._unknown(queue)

    def release(self, job: int) -> None:
        self._unknown(job)

    def hold(self, job: int) -> None:
        self._unknown(job)

    def remove(self, job: int) -> Record:
        """Takes a document out of the list; {"kept"}: whether ``put_back`` can bring it back."""
        self._unknown(job)

    def put_back(self, job: int) -> None:
        self._unknown(job)

    def set_online(self, queue: str) -> None:
        self._unknown(queue)

    def set_offline(self, queue: str) -> None:
        self._unknown(queue)

    def may(self, action: str, first: str) -> bool | None:
        """Whether this person may do ``action`` ("resume") to ``first``; None when only trying would tell."""
        self._unknown(f"{action} {first}")

    def _unknown(self, what: object = "printing") -> NoReturn:
        raise Unavailable("printing", f"{what}: not known on this operating system")
