"""The print system of Linux and macOS: CUPS, spoken to over its own socket in its own protocol.

Nothing is read from texts that are meant for people. Actions are first tried
as the person, as any program does; where CUPS wants to know who that is, the
socket shows it; and where CUPS then says no, the answer is ``NotPermitted``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system import cable, device, ipp, person, wire
from deskside.system.commands import Run
from deskside.system.printing import Printing, Record

_MOST = 8 * 1024 * 1024
_QUEUE = [
    "printer-name",
    "printer-state",
    "printer-is-accepting-jobs",
    "printer-state-reasons",
    "printer-state-message",
    "device-uri",
    "queued-job-count",
    "printer-make-and-model",
]
_JOB = [
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-hold-until",
    "job-originating-user-name",
    "job-printer-state-message",
    "job-media-sheets-completed",
    "time-at-creation",
    "time-at-processing",
    "job-printer-up-time",
]
_JOB_STATES = {3: "waiting", 4: "held", 5: "printing", 6: "stopped"}
_QUESTIONS = "/"
"""The path of what only asks; orders have paths of their own."""
_LOOKS = 4
"""A look takes a third of a second; the first finds nothing when nobody has asked for a while."""
_MAY_ALWAYS = ("set_default",)
"""Choosing one's own default printer takes no right."""


class Cups(Printing):
    """``addresses`` are tried in turn; ``groups`` are those whose members CUPS usually lets do everything.

    ``plugged`` tells what is plugged in here.
    """

    def __init__(
        self,
        addresses: Sequence[wire.Address],
        run: Run,
        groups: Sequence[str] = ("lpadmin",),
        plugged: cable.Look = cable.unknown,
    ) -> None:
        self._addresses, self._run, self._groups, self._plugged = tuple(addresses), run, tuple(groups), plugged
        self._announced: dict[str, str] = {}

    def queues(self) -> list[Record]:
        deadline = time.monotonic() + 2.5
        wanted = ipp.Item(ipp.KEYWORD, "requested-attributes", _QUEUE)
        answer = self._ask(ipp.CUPS_GET_PRINTERS, [wanted], deadline, fine=(ipp.NOT_FOUND,))
        found = [attributes for attributes in answer.of(ipp.PRINTER) if ipp.text(attributes, "printer-name")]
        if not found:
            return self._announced_queues()
        names = [ipp.text(attributes, "printer-name") for attributes in found]
        default = own_default()
        if default not in names:
            default = self._default(deadline)
        return [queue_record(attributes, default) for attributes in found]

    def _announced_queues(self) -> list[Record]:
        """Where nothing is set up, print dialogs list the printers that announce themselves, and print on them."""
        looks = (self._listed() for _ in range(_LOOKS))
        self._announced = next((listed for listed in looks if listed), {})
        default = own_default()
        return [
            queue_record({"printer-name": [name], "device-uri": [uri]}, default)
            for name, uri in self._announced.items()
        ]

    def _listed(self) -> dict[str, str]:
        """Name and address of each, as the dialogs' own library lists them."""
        try:
            ran = self._run(["lpstat", "-l", "-e"], 1.0)
        except CallProblem:
            return {}
        rows = [line.split() for line in ran.out.splitlines()]
        return {row[0]: row[3] for row in rows if len(row) == 4 and row[1] == "network"}

    def jobs(self, queue: str) -> list[Record]:
        if queue in self._announced:
            return []
        items = [
            _printer(queue),
            ipp.Item(ipp.INTEGER, "limit", [500]),
            ipp.Item(ipp.KEYWORD, "requested-attributes", _JOB),
            ipp.Item(ipp.KEYWORD, "which-jobs", ["not-completed"]),
        ]
        answer = self._ask(ipp.GET_JOBS, items, time.monotonic() + 2.5)
        return [_job(attributes) for attributes in answer.of(ipp.JOB)]

    def device(self, queue: str) -> Record:
        start = time.monotonic()
        uri = self._announced.get(queue) or self._device_uri(queue, start + 1.5)
        return device.ask(uri, self._run, start + 5.5, start + 3.5, self._plugged)

    def _device_uri(self, queue: str, deadline: float) -> str:
        wanted = ipp.Item(ipp.KEYWORD, "requested-attributes", ["device-uri"])
        answer = self._ask(ipp.GET_PRINTER_ATTRIBUTES, [_printer(queue), wanted], deadline)
        return next((ipp.text(attributes, "device-uri") for attributes in answer.of(ipp.PRINTER)), "")

    def resume(self, queue: str) -> None:
        self._do(ipp.RESUME_PRINTER, _printer(queue))

    def pause(self, queue: str) -> None:
        self._do(ipp.PAUSE_PRINTER, _printer(queue))

    def accept(self, queue: str) -> None:
        self._do(ipp.CUPS_ACCEPT_JOBS, _printer(queue))

    def reject(self, queue: str) -> None:
        self._do(ipp.CUPS_REJECT_JOBS, _printer(queue))

    def release(self, job: int) -> None:
        self._do(ipp.RELEASE_JOB, _job_uri(job), path="/jobs/")

    def hold(self, job: int) -> None:
        self._do(ipp.HOLD_JOB, _job_uri(job), path="/jobs/")

    def remove(self, job: int) -> Record:
        """Cancelled, not purged: CUPS keeps the document for a while, a day where nobody set it up otherwise."""
        self._do(ipp.CANCEL_JOB, _job_uri(job), path="/jobs/")
        wanted = ipp.Item(ipp.KEYWORD, "requested-attributes", ["job-preserved"])
        answer = self._ask(
            ipp.GET_JOB_ATTRIBUTES, [_job_uri(job), wanted], time.monotonic() + 2.5, fine=(ipp.NOT_FOUND,)
        )
        return {"kept": any(attributes.get("job-preserved", [False])[0] for attributes in answer.of(ipp.JOB))}

    def put_back(self, job: int) -> None:
        self._do(ipp.RESTART_JOB, _job_uri(job), path="/jobs/")

    def set_default(self, queue: str) -> None:
        """The person's own default, as the print dialogs keep it: no right is needed and nobody else is concerned."""
        ran = self._run(["lpoptions", "-d", queue], 8.0)
        if ran.code != 0:
            raise Unavailable("lpoptions", ran.err.strip()[:200])
        if own_default() != queue:
            raise NotPermitted("lpoptions", "the choice was not kept")

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        if action in _MAY_ALWAYS or person.is_administrator():
            return True
        return True if person.groups() & set(self._groups) else None

    def answers(self) -> bool:
        """Whether the print system is there at all."""
        try:
            self._default(time.monotonic() + 2.0)
        except CallProblem:
            return False
        return True

    def _default(self, deadline: float) -> str:
        wanted = ipp.Item(ipp.KEYWORD, "requested-attributes", ["printer-name"])
        answer = self._ask(ipp.CUPS_GET_DEFAULT, [wanted], deadline, fine=(ipp.NOT_FOUND,))
        return next((ipp.text(attributes, "printer-name") for attributes in answer.of(ipp.PRINTER)), "")

    def _do(self, operation: int, target: ipp.Item, path: str = "/admin/") -> None:
        self._ask(operation, [target], time.monotonic() + 8.0, path=path)

    def _ask(
        self,
        operation: int,
        items: list[ipp.Item],
        deadline: float,
        *,
        path: str = _QUESTIONS,
        fine: Sequence[int] = (),
    ) -> ipp.Reply:
        body = ipp.request(operation, [*_in_order(items)])
        said = self._post(path, body, deadline)
        answer = ipp.reply(said.body)
        if answer.status in ipp.NOT_PERMITTED:
            raise NotPermitted("cups", f"IPP status 0x{answer.status:04x}")
        if not answer.ok and answer.status not in fine:
            says = next((ipp.text(attributes, "status-message") for attributes in answer.of(ipp.OPERATION)), "")
            raise Unavailable("cups", f"IPP status 0x{answer.status:04x} {says}"[:300])
        return answer

    def _post(self, path: str, body: bytes, deadline: float) -> wire.Said:
        """As the person; again with the socket's proof of who that is when CUPS asks for it."""
        address, said = self._first_answer(path, body, deadline)
        if said.status in (401, 403) and address.path:
            said = wire.post(address, path, body, deadline=deadline, most=_MOST, user=person.name())
        if said.status in (401, 403):
            raise NotPermitted("cups", f"HTTP {said.status}")
        if said.status != 200:
            raise Unavailable("cups", f"HTTP {said.status} from {address}")
        return said

    def _first_answer(self, path: str, body: bytes, deadline: float) -> tuple[wire.Address, wire.Said]:
        last: CallProblem = Unavailable("cups", "no address")
        for address in self._addresses:
            try:
                return address, _answer(address, path, body, deadline)
            except Unavailable as problem:
                last = problem
        raise last


def _answer(address: wire.Address, path: str, body: bytes, deadline: float) -> wire.Said:
    """A question whose line broke is asked once more, as after a restart of CUPS; an order is given only once."""
    try:
        return wire.post(address, path, body, deadline=deadline, most=_MOST)
    except wire.Broken:
        if path != _QUESTIONS:
            raise
        return wire.post(address, path, body, deadline=deadline, most=_MOST)


def addresses(sockets: Sequence[str]) -> list[wire.Address]:
    """Where the print system is: as this person's CUPS is set up, else this computer's own."""
    named = os.environ.get("CUPS_SERVER", "") or _named_in_file()
    if named:
        return [_address(named)]
    return [*(wire.Address(path=path) for path in sockets), wire.Address(host="localhost")]


def is_remote(places: Sequence[wire.Address]) -> bool:
    """Whether printing is done by another computer, so that no service of this one is to blame."""
    return not any(place.path or place.host in ("localhost", "127.0.0.1", "::1") for place in places)


def _address(named: str) -> wire.Address:
    if named.startswith("/"):
        return wire.Address(path=named)
    parts = urlsplit(f"//{named}")
    return wire.Address(host=parts.hostname or "localhost", port=parts.port or 631)


def _named_in_file() -> str:
    root = Path(os.environ.get("CUPS_SERVERROOT", "/etc/cups"))
    for path in (_home() / ".cups" / "client.conf", root / "client.conf"):
        for words in _lines_of_words(path):
            if len(words) > 1 and words[0].lower() == "servername":
                return words[1]
    return ""


def own_default() -> str:
    """The default printer this person chose, or that was chosen for everyone here; "" when nobody did."""
    root = Path(os.environ.get("CUPS_SERVERROOT", "/etc/cups"))
    for path in (_home() / ".cups" / "lpoptions", root / "lpoptions"):
        for words in _lines_of_words(path):
            if len(words) > 1 and words[0].lower() == "default":
                return words[1].partition("/")[0]
    return ""


def _lines_of_words(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return [line.split() for line in file.read(100_000).splitlines()]
    except OSError:
        return []


def _home() -> Path:
    return Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none


def _printer(queue: str) -> ipp.Item:
    return ipp.Item(ipp.URI, "printer-uri", [f"ipp://localhost/printers/{quote(queue, safe='')}"])


def _job_uri(job: int) -> ipp.Item:
    return ipp.Item(ipp.URI, "job-uri", [f"ipp://localhost/jobs/{job}"])


def _in_order(items: list[ipp.Item]) -> list[ipp.Item]:
    """The target comes first, then who asks, then the rest: CUPS insists on it."""
    target = [item for item in items if item.tag == ipp.URI]
    return [
        *target,
        ipp.Item(ipp.NAME, "requesting-user-name", [person.name()]),
        *(i for i in items if i not in target),
    ]


def queue_record(attributes: ipp.Attributes, default: str) -> Record:
    """A queue in the table's shape."""
    name = ipp.text(attributes, "printer-name")
    return {
        "name": name,
        "state": device.STATES.get(ipp.number(attributes, "printer-state"), "idle"),
        "accepting": attributes.get("printer-is-accepting-jobs", [True])[:1] == [True],
        "default": name == default,
        "device": _without_person(ipp.text(attributes, "device-uri")),
        "reasons": ipp.words(attributes, "printer-state-reasons"),
        "message": ipp.text(attributes, "printer-state-message"),
        "waiting": ipp.number(attributes, "queued-job-count"),
        "driver": ipp.text(attributes, "printer-make-and-model"),
    }


def _without_person(uri: str) -> str:
    """The address without a name or password that may stand in it."""
    scheme, there, rest = uri.partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}://{place.rpartition('@')[2]}{slash}{path}" if there else uri


def _job(attributes: ipp.Attributes) -> Record:
    now = ipp.number(attributes, "job-printer-up-time")

    def since(name: str) -> int:
        then = ipp.number(attributes, name)
        return max(0, now - then) if now and then else 0

    mine = ipp.text(attributes, "job-originating-user-name") == person.name()
    state = _JOB_STATES.get(ipp.number(attributes, "job-state"), "waiting")
    return {
        "id": ipp.number(attributes, "job-id"),
        "name": ipp.text(attributes, "job-name") if mine else "",
        "state": state,
        "reasons": ipp.words(attributes, "job-state-reasons"),
        "until": ipp.text(attributes, "job-hold-until"),
        "message": ipp.text(attributes, "job-printer-state-message"),
        "age": since("time-at-creation"),
        "printing": since("time-at-processing") if state == "printing" else 0,
        "sheets": ipp.number(attributes, "job-media-sheets-completed"),
        "mine": mine,
    }
