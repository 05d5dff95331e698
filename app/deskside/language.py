"""The language of this process: gettext texts, chosen once at start.

``_`` is looked up at each call, so modules may import it before the language
is known. Sources are English; the compiled catalogues (``.mo``) lie under
``resources/locale`` and are made by ``./dev setup``. Without one the English
source text is used.
"""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path

_current: gettext.NullTranslations = gettext.NullTranslations()
_name = "en"


def _(text: str) -> str:
    """The text in the language of this process."""
    return _current.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The text that fits the number ``n``."""
    return _current.ngettext(one, many, n)


def use(name: str, folder: Path) -> None:
    """Speaks language ``name`` ("de", "de_AT") from now on; English where a text is missing."""
    global _current, _name
    _current = gettext.translation("deskside", folder, [name, name.split("_")[0]], fallback=True)
    _name = name


def current() -> str:
    """The language in use, as in ``use``; "en" until it is called."""
    return _name


def of_this_person() -> str:
    """The language the system is set to, "en" when it names none."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").split(":")[0].split(".")[0].split("@")[0]
        if value and value not in ("C", "POSIX"):
            return value
    return (locale.getlocale()[0] or "en").split(".")[0]
