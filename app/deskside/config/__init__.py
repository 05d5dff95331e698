"""Settings: their schema, where they come from, who set them, and the secrets that are never in a file.

``change.set_value`` is not among the names here: every process reads settings, few change one.
"""

from deskside.config.keys import Key
from deskside.config.person import requester
from deskside.config.settings import Settings, load_settings

__all__ = ["Key", "Settings", "load_settings", "requester"]
