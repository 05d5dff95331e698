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
    from collections.abc import Callable
    from pathlib import Path

_catalogue: gettext.NullTranslations | None = None
_name = "en"
_times = ""
_written: Callable[[int, int], str] | None = None
_HALVES = {
    **dict.fromkeys(("en", "en_US", "en_PH"), (" AM", " PM")),
    **dict.fromkeys(("en_AU", "en_IN", "en_NZ", "en_SG"), (" am", " pm")),
    **dict.fromkeys(("en_CA", "es_MX", "es_US"), (" a.m.", " p.m.")),
}
"""Where the day has two halves of twelve hours."""


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


def tell_times_as(name: str = "", written: Callable[[int, int], str] | None = None) -> None:
    """From now on ``clock`` writes as is usual where ``name`` ("en_GB") is spoken, or with ``written``."""
    global _times, _written
    _times, _written = name, written


def clock(hour: int, minute: int) -> str:
    """A time of day as this person reads it: "08:00", "8:00 AM". The one way for all that is written for people."""
    if _written is not None:
        return _written(hour, minute)
    name = _times if _times.split("_")[0] == _name.split("_")[0] else _name
    if name in _HALVES:
        return f"{(hour + 11) % 12 + 1}:{minute:02}{_HALVES[name][hour >= 12]}"
    if name == "fr_CA":
        return f"{hour:02} h {minute:02}"
    return f"{hour}:{minute:02}" if name.startswith("es") else f"{hour:02}:{minute:02}"


def times_of_this_person() -> str:
    """Where the system writes times as is usual there; "" when no variable names it."""
    for variable in ("LC_ALL", "LC_TIME", "LANG"):
        value = os.environ.get(variable, "").split(".")[0].split("@")[0]
        if value:
            return "" if value in ("C", "POSIX") else _with_country(value)
    return ""


def of_this_person() -> str:
    """The language the system is set to, "en" when it names none."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").split(":")[0].split(".")[0].split("@")[0]
        if value and value not in ("C", "POSIX"):
            return _with_country(value)
    from pathlib import Path  # only where no variable says it, as on Windows and in a Mac's own windows

    return _of_macos(Path.home() / "Library/Preferences/.GlobalPreferences.plist") or _of_windows() or "en"


def _of_macos(preferences: Path) -> str:
    """What programs that were not started in a terminal are told nowhere else."""
    if not preferences.is_file():
        return ""
    import plistlib

    try:
        languages = plistlib.loads(preferences.read_bytes()).get("AppleLanguages")
    except (OSError, ValueError, AttributeError):  # not a plist, or one that is no dictionary
        return ""
    return _with_country(str(languages[0])) if isinstance(languages, list) and languages else ""


def _of_windows() -> str:
    """The language of the windows; that of dates and numbers may be another."""
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return ""
    name = ctypes.create_unicode_buffer(85)
    windll.kernel32.LCIDToLocaleName(windll.kernel32.GetUserDefaultUILanguage(), name, len(name), 0)
    return _with_country(name.value)


def _with_country(name: str) -> str:
    """ "pt-BR" is "pt_BR"; "es-419" and "zh-Hans" name no country, and are "es" and "zh"."""
    language, *more = name.replace("-", "_").split("_")
    country = next((part for part in more if len(part) == 2 and part.isalpha()), "")
    return f"{language}_{country}" if country else language
