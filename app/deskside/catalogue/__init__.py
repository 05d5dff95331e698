"""Which troubleshooters there are, read from their manifests without running a line of their code."""

from deskside.catalogue.listing import Listing, discover
from deskside.catalogue.manifest import read_manifest

__all__ = ["Listing", "discover", "read_manifest"]
