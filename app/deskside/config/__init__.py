"""Settings: their schema, where they come from, who set them, and the secrets that are never in a file."""

from deskside.config.change import set_value
from deskside.config.keys import Key
from deskside.config.person import requester
from deskside.config.settings import Settings, load_settings

__all__ = ["Key", "Settings", "load_settings", "requester", "set_value"]
