"""Whether the catalogue is there, and whether the installed root is one: for ``deskside check``. Changes nothing."""

from __future__ import annotations

from pathlib import Path

from tuf.api.metadata import Metadata, Root, Timestamp

from deskside.catalogue.client.fetching import TOTAL, WebFetcher
from deskside.catalogue.client.folder import BASE, FolderFetcher
from deskside.catalogue.client.refusals import in_plain_words
from deskside.catalogue.client.trusted import CONFIG
from deskside.errors import CatalogueProblem
from deskside.language import _
from deskside.system.web.network import Network

SECONDS = 10.0


def fetcher_for(url: str, network: Network, seconds: float = TOTAL) -> tuple[WebFetcher | FolderFetcher, str]:
    """What fetches from there, and what stands before the names of its files. ``seconds`` are for one file."""
    if url.startswith("https://"):
        return WebFetcher(network, total=seconds), url.rstrip("/") + "/"
    if Path(url).is_absolute():
        return FolderFetcher(Path(url), seconds), BASE
    why = f"catalogue.url {url[:200]} is neither https:// nor a full folder name"
    raise CatalogueProblem(why, says=_("The catalogue's address is not a safe one."))


def check_reachable(url: str, network: Network) -> None:
    """Raises ``CatalogueProblem``. Who signed what came is not judged here, only that it is no sign-in page."""
    fetcher, base = fetcher_for(url, network, SECONDS)
    try:
        with in_plain_words():
            came = fetcher.download_bytes(f"{base}metadata/timestamp.json", CONFIG.timestamp_max_length)
            Metadata[Timestamp].from_bytes(came)
    finally:
        fetcher.close()


def check_root(content: bytes) -> None:
    """Raises ``CatalogueProblem`` when this is no root that signs itself."""
    try:
        with in_plain_words():
            told = Metadata[Root].from_bytes(content)
            told.signed.verify_delegate(Root.type, told.signed_bytes, told.signatures)
    except (CatalogueProblem, AttributeError, TypeError) as problem:
        says = _("The file that says whose troubleshooters to trust is damaged.")
        raise CatalogueProblem(f"catalogue.root: {problem}", says=says) from problem
