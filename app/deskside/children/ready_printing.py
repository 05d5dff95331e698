"""Ready-made checks and fixes of printing and of the services behind it."""

from __future__ import annotations

from collections.abc import Callable

from deskside.children.ready_steps import Asked, Fix, Found, Steps, unless_changed
from deskside.errors import CallProblem
from deskside.language import _
from deskside.model.call import Call
from deskside.model.troubleshooter import Json
from deskside.sdk.printing import Queue, meant_name, meant_queue
from deskside.sdk.system import Answers


def _queues() -> Steps[list[Queue]]:
    return [Queue(told) for told in (yield Call("printing.queues"))]


def _named(name: Json) -> Steps[Queue]:
    for queue in (yield from _queues()):
        if queue.name == name:
            return queue
    raise CallProblem("printing.queues", f"there is no queue {name!r}")


def service_stopped(asked: Asked) -> Steps[Found | None]:
    service = asked.arguments["service"]
    state = yield Call("services.state", {"service": service})
    if not state.get("known"):
        raise CallProblem("services.state", f"{service} is not known here")
    if state.get("running"):
        return None
    return "", {"service": service}


def printer_missing(asked: Asked) -> Steps[Found | None]:
    expected = yield Call("printing.expected")
    name, queues = meant_name(asked.answers, expected), (yield from _queues())
    there: list[Json] = [queue.name for queue in queues]
    if name and name not in there:
        return _("The printer {name} is not set up here.").format(name=name), {"queue": name, "there": there}
    if not there:
        return _("No printer is set up on this computer."), {"queue": "", "there": there}
    return None


def _meant(answers: Answers) -> Steps[Queue | None]:
    expected = yield Call("printing.expected")
    return meant_queue((yield from _queues()), answers, expected)


def printer_rejecting(asked: Asked) -> Steps[Found | None]:
    queue = yield from _meant(asked.answers)
    if queue is None or queue.accepting:
        return None
    return _("The printer {name} takes no new pages.").format(name=queue.name), {"queue": queue.name}


def printer_wrong_default(asked: Asked) -> Steps[Found | None]:
    expected = yield Call("printing.expected")
    queues = yield from _queues()
    meant = meant_queue(queues, asked.answers, expected)
    default = next((queue.name for queue in queues if queue.default), "")
    if meant is None or meant.default or not meant_name(asked.answers, expected):
        return None
    says = _("Your pages go to another printer, not to {name}.").format(name=meant.name)
    return says, {"queue": meant.name, "default": default}


CHECKS: dict[str, Callable[[Asked], Steps[Found | None]]] = {
    "service-stopped": service_stopped,
    "printer-missing": printer_missing,
    "printer-rejecting": printer_rejecting,
    "printer-wrong-default": printer_wrong_default,
}


def _service_runs(asked: Asked) -> Steps[bool]:
    state = yield Call("services.state", {"service": asked.arguments["service"]})
    return bool(state.get("running"))


def _start_service(asked: Asked) -> Steps[dict[str, Json]]:
    was = yield from _service_runs(asked)
    if not was:
        yield Call("services.start", {"service": asked.arguments["service"]})
    return {"was": was, "now": True}


def _service_started(asked: Asked) -> Steps[bool]:
    return (yield from _service_runs(asked))


def _stop_service(asked: Asked) -> Steps[None]:
    if asked.change["was"]:
        return
    unless_changed((yield from _service_runs(asked)), asked)
    yield Call("services.stop", {"service": asked.arguments["service"]})


def _accept(asked: Asked) -> Steps[dict[str, Json]]:
    queue = yield from _named(asked.evidence.get("queue"))
    if not queue.accepting:
        yield Call("printing.accept", {"queue": queue.name})
    return {"was": queue.accepting, "now": True, "queue": queue.name}


def _accepts(asked: Asked) -> Steps[bool]:
    return (yield from _named(asked.evidence.get("queue"))).accepting


def _reject(asked: Asked) -> Steps[None]:
    if asked.change["was"]:
        return
    queue = yield from _named(asked.change["queue"])
    unless_changed(queue.accepting, asked)
    yield Call("printing.reject", {"queue": queue.name})


def _default() -> Steps[str]:
    return next((queue.name for queue in (yield from _queues()) if queue.default), "")


def _set_default(asked: Asked) -> Steps[dict[str, Json]]:
    was, now = (yield from _default()), asked.evidence.get("queue")
    yield Call("printing.set_default", {"queue": now})
    return {"was": was, "now": now}


def _is_default(asked: Asked) -> Steps[bool]:
    return (yield from _default()) == asked.evidence.get("queue")


def _set_default_back(asked: Asked) -> Steps[None]:
    unless_changed((yield from _default()), asked)
    if not asked.change["was"]:
        raise CallProblem("printing.set_default", "there was no default printer before")
    yield Call("printing.set_default", {"queue": asked.change["was"]})


FIXES: dict[str, Fix] = {
    "start-service": Fix(_start_service, _service_started, _stop_service),
    "accept-jobs": Fix(_accept, _accepts, _reject),
    "set-default-printer": Fix(_set_default, _is_default, _set_default_back),
}
