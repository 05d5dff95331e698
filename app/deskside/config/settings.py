"""The settings in force: defaults, the organisation's, the person's choices, IT's policy. Wrong ones are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from deskside.config.kept import DoesNotCount, leads_to_others
from deskside.config.keys import Key, groups, known_keys, nearest
from deskside.config.managed import default_sources, managed_sources
from deskside.config.policy_folder import without_effect
from deskside.config.sources import Reading, Source, TomlFile
from deskside.errors import SettingProblem
from deskside.language import _
from deskside.model.report import SettingRow
from deskside.model.troubleshooter import Json
from deskside.paths import Paths

_MOST_PROBLEMS = 50


class Settings(Struct, frozen=True):
    """Every setting with its value and who set it. Made by ``load_settings``."""

    keys: Mapping[str, Key]
    values: Mapping[str, Json]
    origins: Mapping[str, str]
    """"default", "user" or "IT"."""
    locked_keys: frozenset[str]
    problems: tuple[SettingProblem, ...] = ()
    sources: Mapping[str, str] = {}
    """The file or key that each was last set in; nothing for what Deskside comes with."""
    keepers: frozenset[int] = frozenset()
    """Who alone may write what counts as IT's; none where nobody looks."""

    def value(self, name: str) -> Json:
        """The value in force. SettingProblem when there is no such setting, or it is a secret."""
        if name not in self.values:
            raise unknown(name, self.keys)
        return self.values[name]

    def text(self, name: str) -> str:
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool:
        return self.value(name) is True

    def whole(self, name: str) -> int:
        value = self.value(name)
        return value if isinstance(value, int) else 0

    def texts(self, name: str) -> tuple[str, ...]:
        """The items of a list of texts."""
        value = self.value(name)
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    def table(self, name: str) -> Mapping[str, Json]:
        value = self.value(name)
        return value if isinstance(value, dict) else {}

    def locked(self, name: str) -> bool:
        return name in self.locked_keys

    def rows(self) -> tuple[SettingRow, ...]:
        """Every setting that is not a secret, by name."""
        return tuple(
            SettingRow(name, value, self.origins[name], name in self.locked_keys, self.sources.get(name, ""))
            for name, value in sorted(self.values.items())
        )

    def relied_on(self) -> Iterator[DoesNotCount]:
        """Files that IT's settings lead to and others can change, such as whose troubleshooters to trust.

        Asks the disk, and a file may lie far away: for whoever can wait.
        """
        for name, key in self.keys.items():
            if key.kind == "file" and self.origins.get(name) == "IT":
                wrong = leads_to_others(key, self.text(name), self.sources.get(name, ""), self.keepers)
                if wrong is not None:
                    yield wrong

    def secrets(self) -> tuple[Key, ...]:
        """The settings whose value is in the keyring."""
        return tuple(key for key in self.keys.values() if key.secret)


class _Found(Struct, frozen=True):
    """One value of a source that belongs to a key, or what is wrong with it."""

    key: str
    value: Json = None
    problem: SettingProblem | None = None


def unknown(name: str, names: Iterable[str], *, file: str = "", line: int = 0) -> SettingProblem:
    """The problem of a name that no setting has."""
    meant = nearest(name, names)
    says = _("Deskside does not know the setting {key}.").format(key=name[:100])
    if meant:
        says += " " + _("Did you mean {name}?").format(name=meant)
    return SettingProblem(says, key=name[:100], file=file, line=line)


def load_settings(paths: Paths, more_keys: Iterable[Key] = (), managed: Sequence[Source] | None = None) -> Settings:
    """The settings of this person on this computer. Never raises: what is wrong stands in ``problems``."""
    keys = known_keys(more_keys)
    made = _Made(keys)
    beside = (*default_sources(), *managed_sources()) if managed is None else managed
    defaults = (TomlFile(path, "IT", keepers=paths.keepers) for path in paths.defaults)
    policy = (TomlFile(path, "IT", locks=True, keepers=paths.keepers) for path in paths.policy)
    for source in (*defaults, *(one for one in beside if not one.locks)):
        made.take(source)
    made.unlocked = dict(made.values), dict(made.origins)
    for source in (TomlFile(paths.settings, "user"), *policy, *(one for one in beside if one.locks)):
        made.take(source)
    made.problems += without_effect(paths.it)
    locked, problems = frozenset(made.locked), _few(made.problems)
    return Settings(keys, made.values, made.origins, locked, problems, made.sources, paths.keepers)


class _Made:
    """Settings in the making, one source after the other."""

    def __init__(self, keys: Mapping[str, Key]) -> None:
        self._keys = keys
        self.values: dict[str, Json] = {name: key.default for name, key in keys.items() if not key.secret}
        self.origins = dict.fromkeys(self.values, "default")
        self.sources: dict[str, str] = {}
        self.locked: set[str] = set()
        self.problems: list[SettingProblem] = []
        self.unlocked = self.values, self.origins
        """What counts where the policy for a setting is wrong: never the person's own."""

    def take(self, source: Source) -> None:
        reading = source.read()
        self.problems += reading.problems
        for found in _of_source(source, reading, self._keys):
            name = found.key
            if found.problem and reading.counts:
                self.problems.append(found.problem)
            if source.locks and name in self.values and name not in self.locked:
                self.locked.add(name)
                self.values[name], self.origins[name] = self.unlocked[0][name], self.unlocked[1][name]
                self.sources[name] = source.name
            if reading.counts and not found.problem:
                self.values[name], self.origins[name], self.sources[name] = found.value, source.by, source.name


def _few(problems: list[SettingProblem]) -> tuple[SettingProblem, ...]:
    if len(problems) <= _MOST_PROBLEMS:
        return tuple(problems)
    rest = _("And {count} more.").format(count=len(problems) - _MOST_PROBLEMS)
    return (*problems[:_MOST_PROBLEMS], SettingProblem(rest))


def _of_source(source: Source, reading: Reading, keys: Mapping[str, Key]) -> Iterator[_Found]:
    """Each value of the source, next to the key it belongs to."""
    tables = groups(keys)
    waiting: list[tuple[tuple[str, ...], Json]] = [((name,), value) for name, value in reading.values.items()]
    while waiting:
        path, value = waiting.pop(0)
        name, line = ".".join(path), reading.line(path)
        if source.texts:  # the registry keeps the letters of whoever made a key first, and finds it by any
            name = name.lower()
        if name in keys:
            yield _checked(source, keys[name], value, line)
        elif name in tables and isinstance(value, dict):
            waiting[:0] = [((*path, inner), part) for inner, part in value.items()]
        elif name in tables:
            says = _("{key} is a group of settings. Write [{key}], and its settings below it.").format(key=name)
            yield _Found(name, problem=SettingProblem(says, key=name, file=source.name, line=line))
        else:
            candidates = tables if isinstance(value, dict) else keys
            yield _Found(name, problem=unknown(name, candidates, file=source.name, line=line))


def _checked(source: Source, key: Key, value: Json, line: int) -> _Found:
    """The value if the key takes it. The problem never repeats the value: it may be private."""
    if source.texts:
        value = _from_registry(key, value)
    if not key.secret and key.takes(value):
        return _Found(key.name, value)
    if key.secret:
        says = _("{key} is a secret and must not stand in a file. Please take it out and choose a new one.")
        says = says.replace("{key}", key.name)
    else:
        says = _("{key} is not set right.").replace("{key}", key.name) + " " + key.needs()
    return _Found(key.name, problem=SettingProblem(says, key=key.name, file=source.name, line=line))


def _from_registry(key: Key, value: Json) -> Json:
    """Windows keeps numbers and texts only: 1 is true, and so is the text "1"; a list may be written as JSON."""
    if isinstance(value, str) and not isinstance(key.type.empty, str):
        try:
            value = key.type.from_text(value)
        except ValueError:
            return value
    return bool(value) if key.kind == "flag" and value in (0, 1) else value
