"""Dates that run out: the online ones every day by cron, the offline ones by hand, long before."""

from __future__ import annotations

from msgspec import Struct

from deskside.errors import PublishingProblem
from deskside.kit.publishing.books import Books
from deskside.kit.publishing.draft import Draft


class Renewal(Struct, frozen=True):
    """Snapshot and timestamp are signed anew, and the offline roles that are named."""

    roles: tuple[str, ...] = ()

    def draft(self, books: Books) -> Draft:
        draft = Draft(books)
        draft.online = not self.roles or any(role != "root" for role in self.roles)
        for role in self.roles:
            if role == "root":
                draft.next_root()
            elif role in books.roles:
                draft.role(role)
            else:
                raise PublishingProblem(f"There is no role {role}. There is: root, {', '.join(sorted(books.roles))}.")
        draft.says.append(
            ", ".join((*self.roles, *(("snapshot", "timestamp") if draft.online else ()))) + ": signed anew"
        )
        return draft
