"""New keys for old: of one role, or one key alone, or a team that is new to the catalogue."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import DelegatedRole, Root, Targets

from deskside.errors import PublishingProblem
from deskside.kit.publishing.books import Books
from deskside.kit.publishing.draft import Draft
from deskside.kit.publishing.keys import ONLINE, ONLINE_FOLDER
from deskside.kit.publishing.publication import check_team
from deskside.model.catalogue import RELEASE, team_role


class Rotation(Struct, frozen=True):
    """``what``: a role (every key of it), the first letters of a key's id, or "online" (snapshot and timestamp).

    Both online keys together are also what brings computers back to which a thief
    of these keys showed a far too high version: under new keys counting starts anew.
    """

    what: str

    def draft(self, books: Books) -> Draft:
        found = [(role, keyid) for role, keyid in _keys(books) if _meant(self.what, role, keyid)]
        if not found:
            raise PublishingProblem(
                f"There is no role and no key {self.what}. "
                f"There is: online, {', '.join(dict.fromkeys(role for role, _keyid in _keys(books)))}; "
                "`catalogue status` lists the keys."
            )
        draft = Draft(books)
        for role, keyid in found:
            _replace(draft, role, keyid)
        return draft


class NewTeam(Struct, frozen=True):
    """A team that may publish from now on, with a key of its own."""

    name: str

    def draft(self, books: Books) -> Draft:
        check_team(self.name)
        if self.name in books.teams:
            raise PublishingProblem(f"There is a team {self.name} already.")
        draft, role = Draft(books), team_role(self.name)
        key = Ed25519PrivateKey.generate()
        targets = draft.role("targets")
        if targets.delegations is None or targets.delegations.roles is None:
            raise PublishingProblem("This catalogue has no roles for teams: it was not made by `catalogue init`.")
        targets.delegations.roles[role] = delegated(role)
        targets.add_key(CryptoSigner(key).public_key, role)
        draft.roles[role] = Targets()
        draft.new_keys.append((role, key))
        draft.says.append(f"team {self.name} may publish, and sign troubleshooters/{self.name}/… only")
        return draft


def delegated(role: str) -> DelegatedRole:
    """What a role that ``targets`` trusts may sign: nothing of another's."""
    paths = ["rings/*", "notices/*"] if role == RELEASE else [f"troubleshooters/{role.removeprefix('team-')}/*"]
    return DelegatedRole(role, [], 1, terminating=True, paths=paths)


def _replace(draft: Draft, role: str, keyid: str) -> None:
    key = Ed25519PrivateKey.generate()
    public = CryptoSigner(key).public_key
    delegator = _delegator(draft, role)
    delegator.revoke_key(keyid, role)
    delegator.add_key(public, role)
    draft.new_keys.append((role, key))
    if role != "root":
        draft.online = True
    if role not in ("root", *ONLINE):
        draft.role(role)
    draft.says.append(f"{role}: key {keyid[:8]} out, {public.keyid[:8]} in")


def _delegator(draft: Draft, role: str) -> Root | Targets:
    return draft.next_root() if role in draft.books.root.signed.roles else draft.role("targets")


def _keys(books: Books) -> list[tuple[str, str]]:
    roles = ("root", "targets", "snapshot", "timestamp", *(role for role in books.roles if role != "targets"))
    return [(role, keyid) for role in roles for keyid in books.delegator(role).get_delegated_role(role).keyids]


def _meant(what: str, role: str, keyid: str) -> bool:
    return what == role or (what == ONLINE_FOLDER and role in ONLINE) or (len(what) >= 6 and keyid.startswith(what))
