"""Writes down what this computer says to a troubleshooter, private things hidden, as a scenario to be played again.

Whatever tells who or where is replaced, the same value by the same stand-in wherever it stands, in answers and
in the arguments of later calls alike. Addresses become addresses that were set aside for
documents, so that code which reads them still can. Values that the troubleshooter itself names stay: they are published
anyway. A recording is played once before it is given out: hiding a value must not change what is found.
"""

from __future__ import annotations

import ast
import ipaddress
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import Struct

from deskside.casework import Casework, Orders
from deskside.casework.report import Report
from deskside.catalogue import read_manifest
from deskside.children import Children
from deskside.children.computer import ThisComputer
from deskside.children.recording import Recorder, Replay
from deskside.children.scenario import Expect, Says, Scenario
from deskside.config.change import set_value
from deskside.kit.belongings import lay_out
from deskside.kit.workshop import Trial, Workshop
from deskside.model.call import Call
from deskside.model.case import FixState, Result
from deskside.model.troubleshooter import Json, Troubleshooter
from deskside.paths import find_paths

_TOLD_BY_SETTINGS = ("printing.expected", "network.check_url", "network.work_sites", "network.work_names")
_DOCUMENTS = tuple(
    ipaddress.ip_network(net)
    for net in ("192.0.2.0/24", "2001:db8::/32", "169.254.0.0/16", "fe80::/10", "127.0.0.0/8", "::1/128")
)
"""Addresses that tell nothing of anyone, or stand in for those that do."""
_V4, _V6, _OWN_V4, _OWN_V6 = "192.0.2.0", "2001:db8::", "169.254.0.0", "fe80::"


Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class Recorded(Struct, frozen=True):
    """``same`` false: played again, it does not come out as this computer did."""

    scenario: Scenario
    same: bool


def record(workshop: Workshop, folder: Path, title: str, orders: Orders) -> Recorded:
    """Looks for every cause on this computer, makes the fixes that were agreed to, and notes what it says to it all."""
    with tempfile.TemporaryDirectory(prefix="deskside-record-") as temporary:
        top = Path(temporary)
        shelf = lay_out(folder, top / "shelf")
        recorder = Recorder(ThisComputer())
        desk = _desk(workshop, Trial(top / "home", (top / "shelf",), recorder))
        own = read_manifest(shelf)
        here = _came_out(desk.run_unattended(own.id, orders), own.id)
        _ask_choices(own, recorder)
        hide = Hiding(desk, _named(shelf))
        secret = {question.id for question in own.questions if question.secret}
        answers = {name: hide.text(value) for name, value in orders.answers.items() if name not in secret}
        rows = tuple(hide.row(row) for row in recorder.scenario().says)
        scenario = Scenario(recorder.system, title, answers, says=rows)
        again = _desk(workshop, Trial(top / "again", (top / "shelf",), Replay(scenario)))
        everything = Orders(answers={**orders.answers, **answers}, fix=True, irreversible=True)
        expect = _came_out(again.run_unattended(own.id, everything), own.id)
        same = (here.findings, here.could_not_check) == (expect.findings, expect.could_not_check)
        return Recorded(
            msgspec.structs.replace(scenario, expect=expect), same=same and set(here.fixed) <= set(expect.fixed)
        )


def _desk(workshop: Workshop, trial: Trial) -> Casework:
    """A trial that knows of the settings what a check may ask."""
    paths = find_paths({"DESKSIDE_HOME": str(trial.home)}, policy_root=trial.home / "policy")
    for key in _TOLD_BY_SETTINGS:
        value = workshop.settings.value(key)
        if value:
            set_value(paths, key, value if isinstance(value, str) else msgspec.json.encode(value).decode())
    return workshop.try_out(trial)


def _ask_choices(own: Troubleshooter, recorder: Recorder) -> None:
    """What questions would offer to a person, who is not here now."""
    with Children({}, source=recorder) as children:
        for question in own.questions:
            if question.choices_from:
                children.call(Call(question.choices_from))


def _came_out(report: Report, own: str) -> Expect:
    def bare(causes: Iterator[str]) -> tuple[str, ...]:
        return tuple(sorted(cause.removeprefix(f"{own}.") for cause in causes))

    return Expect(
        findings=bare(one.cause for one in report.findings),
        fixed=bare(one.cause for one in report.findings if one.state is FixState.FIXED),
        outcome=report.outcome,
        could_not_check=bare(one.cause for one in report.checks if one.result is Result.COULD_NOT_CHECK),
    )


def _named(folder: Path) -> frozenset[str]:
    """Every value that the troubleshooter's own files name."""
    named = set(_leaves(tomllib.loads((folder / "manifest.toml").read_text("utf-8-sig"))))
    for file in folder.glob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        named |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    return frozenset(named)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield value.partition(":")[2]  # of a need: "reach.connect:vpn.example.org"
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)


class Hiding:
    """Replaces what is private. One for a whole recording: a value has one stand-in."""

    def __init__(self, desk: Casework, named: frozenset[str]) -> None:
        self._privacy, self._named = desk.privacy, named
        self._addresses: dict[str, str] = {}

    def row(self, row: Says) -> Says:
        call, colon, first = row.after.partition(":")
        return msgspec.structs.replace(
            row,
            arguments=None if row.arguments is None else self._shape(row.arguments),
            gives=self._shape(row.gives),
            why=self._privacy.redact(row.why).text,
            after=call + colon + self.text(first),
        )

    def text(self, value: str) -> str:
        """One value alone."""
        return str(self._shape(value))

    def _shape(self, value: Json) -> Json:
        mapped = _mapped(value, self._address)
        hidden = self._privacy.evidence({"value": mapped})["value"]
        return _kept(mapped, hidden, self._named)

    def _address(self, value: str) -> str:
        """An address, with or without its network, as one that belongs to nobody; "" when it is none."""
        if value in self._named:
            return ""
        bare, slash, prefix = value.partition("/")
        try:
            found = ipaddress.ip_address(bare)
        except ValueError:
            return ""
        if (
            found.is_loopback
            or found.is_unspecified
            or found.is_multicast
            or found in _DOCUMENTS[0]
            or found in _DOCUMENTS[1]
        ):
            return value
        if slash and (net := _network(value, self._start(found))):
            return net
        return self._addresses.setdefault(bare, self._stand_in(found)) + slash + prefix

    @staticmethod
    def _start(found: Address) -> str:
        if found.version == 4:
            return _OWN_V4 if found.is_link_local else _V4
        return _OWN_V6 if found.is_link_local else _V6

    def _stand_in(self, found: Address) -> str:
        number = len(self._addresses) + 1
        return str(ipaddress.ip_address(self._start(found)) + (number % 250 + 1 if found.version == 4 else number))


def _network(value: str, start: str) -> str:
    """The network of the stand-ins, for a whole network; "" for one address in it."""
    try:
        ipaddress.ip_network(value)
        prefix = value.partition("/")[2]
        return str(ipaddress.ip_network(f"{start}/{prefix}", strict=False))
    except ValueError:  # one address, which says how large its network is
        return ""


def _mapped(value: Json, address: Callable[[str], str]) -> Json:
    """The same shape with every address replaced."""
    if isinstance(value, str):
        return address(value) or value
    if isinstance(value, list):
        return [_mapped(one, address) for one in value]
    if isinstance(value, dict):
        return {key: _mapped(one, address) for key, one in value.items()}
    return value


def _kept(was: Json, hidden: Json, named: frozenset[str]) -> Json:
    """What was hidden, but for values that the troubleshooter names, documents' addresses, and names of values."""
    if isinstance(was, str):
        return was if was in named or _of_documents(was) else hidden
    if isinstance(was, list) and isinstance(hidden, list):
        return [_kept(one, other, named) for one, other in zip(was, hidden, strict=True)]
    if isinstance(was, dict) and isinstance(hidden, dict):
        pairs = zip(was.items(), hidden.items(), strict=True)
        return {name: _kept(one, other, named) for (_key, one), (name, other) in pairs}
    return hidden


def _of_documents(value: str) -> bool:
    """Whether it is one of the addresses that stand in for others."""
    try:
        found = ipaddress.ip_address(value.partition("/")[0])
    except ValueError:
        return False
    return any(found in net for net in _DOCUMENTS)
