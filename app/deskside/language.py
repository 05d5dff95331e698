"""The language of this process: gettext texts, chosen once at start.

``_`` is looked up at each call, so modules may import it before the language
is known. Sources are English; the compiled catalogues (``.mo``) lie under
``resources/locale`` and are made by ``./dev setup``. Without one the English
source text is used, and ``gettext`` is not even loaded: child processes must
be quick.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import gettext
    from pathlib import Path

_catalogue: gettext.NullTranslations | None = None
_name = "en"


def _(text: str) -> str:
    """The text in the language of this process."""
    return text if _catalogue is None else _catalogue.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The text that fits the number ``n``."""
    if _catalogue is None:
        return one if n == 1 else many
    return _catalogue.ngettext(one, many, n)


def use(name: str, folder: Path) -> None:
    """Speaks language ``name`` ("de", "de_AT") from now on; English where a text is missing."""
    global _catalogue, _name
    import gettext  # 5 ms that only a process with words to show pays

    _catalogue = gettext.translation("deskside", folder, [name, name.split("_")[0]], fallback=True)
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
    import locale  # only where no variable says it, as on Windows

    return (locale.getlocale()[0] or "en").split(".")[0]
