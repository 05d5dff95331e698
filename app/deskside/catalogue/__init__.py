"""What there is to offer: troubleshooters, read without running a line of their code; articles; known problems."""

from deskside.catalogue.articles import Shelf, discover_articles, read_article
from deskside.catalogue.listing import Listing, discover, in_language
from deskside.catalogue.manifest import read_manifest
from deskside.catalogue.notices import NoticeBoard, Notices, discover_notices, read_notice
from deskside.catalogue.translation import read_translation

__all__ = [
    "Listing",
    "NoticeBoard",
    "Notices",
    "Shelf",
    "discover",
    "discover_articles",
    "discover_notices",
    "in_language",
    "read_article",
    "read_manifest",
    "read_notice",
    "read_translation",
]
