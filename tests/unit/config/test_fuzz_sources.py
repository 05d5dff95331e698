"""Whatever IT's files, a registry or a property list hold: Deskside starts, names what is wrong, and the rest counts.

A sample in each run, drawn by DESKSIDE_SEED; 10,000 with DESKSIDE_FULL=1.
"""

from __future__ import annotations

import os
import plistlib
from collections import Counter
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from deskside.config.change import toml
from deskside.config.managed import DOMAIN, POLICY_KEY, WindowsPolicy, managed_sources
from deskside.config.settings import Settings, load_settings
from deskside.config.sources import Source
from deskside.kit.settings_pages.every import every_key, example
from deskside.kit.settings_pages.xml_templates import written
from deskside.tickets.options import backend_keys

from .conftest import Desk
from .recorded import RecordedRegistry
from .wrong_settings import WRONG

COUNT = 10_000 if os.environ.get("DESKSIDE_FULL") else 300
SEED = os.environ.get("DESKSIDE_SEED", "1")
EVERY = {key.name: key for key in every_key()}
NAMES = sorted(EVERY)
GARBAGE = [
    *("name = oops", 'phone = "1', "work_names = [", "= 1", "[", "]", "[[", "a.b.c.d = {", "\x00", "ü = é"),
    *("'''", '"""', "x = '''", 'x = """', "[organisation", "x = 1979-05-27", "[a]b", "\\", "name name", "{" * 500),
    *(".".join("a" * 30) + " = 1", "x = " + "9" * 5000, "x = " + "[" * 900, "# " + "y" * 9000, "inf = -inf"),
]  # fmt: skip
_TAKES_MORE = ("[", "a.b", "'", '"', "x = '", 'x = "')
"""What rightly takes the lines below with it: headers, and quotation marks of which there may be two."""
JUNK: list[Any] = [
    *(None, -1, 2**40, 1.5, "", "x" * 5000, "\x00", "\ud800", b"\x00\xff", [], [None], [b"x"], ["a", 1], {}, "["),
    *('{"a": ' * 50, "[" * 3000, "null", "true", "NaN", datetime(2027, 1, 1), {"1": "a", "x": "b"}, {"": {"": ""}}),
]


class Fuzzed:
    """One computer whose policy somebody, or something, has got at."""

    def __init__(self, desk: Desk, folder: Path, number: int) -> None:
        self._desk, self._folder = desk, folder
        self.draw = Random(f"{SEED}/{number}")
        self.good = self.draw.sample(NAMES, self.draw.randint(1, 12))
        """What is set as it should be, and has to count."""
        self.whole = True
        """Whether nothing but additions was made, so that all the rest has to count."""
        self.file = ""

    def settings(self) -> Settings:
        sources = self.draw.choice((self._toml, self._toml, self._registry, self._profile))()
        return load_settings(self._desk.paths, backend_keys(), managed=sources)

    def _damaged(self, content: bytes) -> bytes:
        self.whole = False
        for _time in range(self.draw.randint(1, 4)):
            at = self.draw.randint(0, len(content))
            content = (
                content[:at] + self.draw.randbytes(self.draw.randint(0, 3)) + content[at + self.draw.randint(0, 6) :]
            )
        return content

    def _toml(self) -> tuple[Source, ...]:
        lines = [f"{name} = {toml(example(EVERY[name]))}" for name in self.good]
        for _time in range(self.draw.randint(0, 3)):
            wrong = self.draw.choice(GARBAGE)
            lines.insert(self.draw.randint(0, len(lines)), wrong)
            self.whole = self.whole and not wrong.startswith(_TAKES_MORE)
        if self.draw.random() < 0.2:
            lines.append(self.draw.choice(list(WRONG.values()))[0])
            self.whole = False
        content = "\n".join(lines).encode("utf-8", "surrogatepass")
        content = self._damaged(content) if self.draw.random() < 0.4 else content
        file = self._desk.policy / "policy.toml"
        file.write_bytes(content)
        self.file = str(file)
        return ()

    def _with_junk(self, tree: dict[str, Any]) -> None:
        for _time in range(self.draw.randint(0, 6)):
            name = self.draw.choice(("x", "a.b", "odd é", "", ".", "organisation.x", "tickets.rt.token", "9", "." * 20))
            tree[name] = self.draw.choice(JUNK)
        for name in self.draw.sample(NAMES, self.draw.randint(0, 4)):
            if name not in self.good:
                tree[name] = self.draw.choice(JUNK)

    def _registry(self) -> tuple[Source, ...]:
        tree: dict[str, Any] = {}
        for name in self.good:
            value = example(EVERY[name])
            tree[name] = (
                int(value) if isinstance(value, bool) else value if type(value) is int else written(EVERY[name])
            )
        self._with_junk(tree)
        self.file = rf"HKEY_LOCAL_MACHINE\{POLICY_KEY}"
        return (WindowsPolicy(RecordedRegistry(tree, refuses=self._refuses())),)

    def _refuses(self) -> bool:
        refuses = self.draw.random() < 0.05
        self.whole = self.whole and not refuses
        return refuses

    def _profile(self) -> tuple[Source, ...]:
        tree: dict[str, Any] = {name: example(EVERY[name]) for name in self.good}
        self._with_junk(tree)
        tree = {name: value for name, value in tree.items() if _can_stand_in_a_list(value)}
        content = plistlib.dumps(tree, fmt=self.draw.choice((plistlib.FMT_XML, plistlib.FMT_BINARY)))
        content = self._damaged(content) if self.draw.random() < 0.5 else content
        file = self._folder / f"{DOMAIN}.plist"
        file.write_bytes(content)
        self.file = str(file)
        return managed_sources(self._folder)


def _can_stand_in_a_list(value: Any) -> bool:
    try:
        return bool(plistlib.dumps({"x": value}, fmt=plistlib.FMT_BINARY) and plistlib.dumps({"x": value}))
    except (TypeError, ValueError, OverflowError, AttributeError):
        return False


def test_deskside_starts_names_what_is_wrong_and_the_rest_counts(desk: Desk, tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for number in range(COUNT):
        (desk.policy / "policy.toml").unlink(missing_ok=True)
        (tmp_path / f"{DOMAIN}.plist").unlink(missing_ok=True)
        fuzzed = Fuzzed(desk, tmp_path, number)
        settings = fuzzed.settings()
        told = f"DESKSIDE_SEED={SEED}, number {number}"
        assert set(settings.values) == set(EVERY), told
        assert all(EVERY[name].takes(value) for name, value in settings.values.items()), told
        assert all(problem.file in (fuzzed.file, "") and problem.words() for problem in settings.problems), told
        assert all("1-23-abc" not in problem.words() for problem in settings.problems), told
        for name in fuzzed.good if fuzzed.whole else ():
            assert (settings.value(name), settings.locked(name)) == (example(EVERY[name]), True), (told, name)
        seen["whole"] += fuzzed.whole
        seen["with problems"] += bool(settings.problems)
    print(f"{COUNT} sources: {seen['with problems']} with problems, all rest counted in {seen['whole']}")  # noqa: T201
    assert seen["whole"] > COUNT // 10
    assert seen["with problems"] > COUNT // 4
