"""An example of ``/etc/deskside/policy.d/10-example.toml``: every setting, all of them commented out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from deskside.config.change import toml
from deskside.config.keys import Key
from deskside.kit.settings_pages.every import example, groups, is_set, title

_HEAD = """\
# Deskside: what IT sets for everyone on this computer. Written from the settings that the application reads.
#
# Take the "#" away before the settings that are to be set, and before the [group] above them, and save the file as
# /etc/deskside/policy.toml, or under a name of your own in /etc/deskside/policy.d: of two files the later name wins.
# What stands there is locked. In /etc/deskside/defaults.toml the same lines are what everyone starts with and may
# change. `deskside settings show --origin` tells what counts, and from which file; `deskside check` what is wrong.
# These files belong to root, and only root may write them (chmod 644): what others could have written does not count.
#
# Secrets never stand in a file: printf %s "$TOKEN" | deskside settings secret set tickets.rt.token
"""


def toml_example(keys: Sequence[Key]) -> str:
    """The file. Each line that holds a setting counts once its "#" is taken away."""
    return _HEAD + "".join(_group(name, some) for name, some in groups(keys).items())


def _group(name: str, keys: Sequence[Key]) -> str:
    which = f"\n# {title(name)}" if "." in name else ""
    return f"{which}\n#[{name}]\n" + "".join(line for key in keys for line in _setting(key))


def _setting(key: Key) -> Iterator[str]:
    says = f"{key.says} {key.needs()}"
    if is_set(key.default):
        says += f" Without it: {toml(key.default)}."
    for line in textwrap.wrap(says, 112, break_on_hyphens=False, break_long_words=False):
        yield f"# {line}\n"
    yield f"#{key.name.rpartition('.')[2]} = {toml(example(key))}\n"
