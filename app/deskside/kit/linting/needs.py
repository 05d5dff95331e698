"""``needs``: too few, and a cause could never look; too many, and people agree to more than is done."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from deskside.kit.linting.reading import Module, Subject, strings
from deskside.kit.remarks import Remark
from deskside.model.ready import CHECKS, FIXES, OPENS, covered, needs_of
from deskside.model.troubleshooter import Troubleshooter
from deskside.system.table import CALLS

_ROOMS = frozenset(call.partition(".")[0] for call in CALLS)
_MADE_OF = {
    "printing.meant": ("printing.queues", "printing.expected"),
    "printing.queue": ("printing.queues",),
    "printing.default": ("printing.queues",),
}
"""What of the SDK makes a call of another name."""
_OPENS = {ready.name: ready for ready in OPENS.values()}


def unmet(subject: Subject) -> Iterator[Remark]:
    """Calls in the code that no need covers. The manifest's own are the contract's matter."""
    have = {need.partition(":")[0] for need in subject.own.needs}
    for module, node, name in _calls(subject.modules):
        for call in _MADE_OF.get(name, (name,)):
            if call in CALLS and call not in have:
                says = f'The code asks for "{call}", which is not in needs: it will never get an answer.'
                yield Remark(module.file, node.lineno, says, f'Write "{call}" into needs in manifest.toml.')


def unused(subject: Subject) -> Iterator[Remark]:
    """Needs that nothing seems to use."""
    used = _by_manifest(subject.own)
    names = {call for _module, _node, name in _calls(subject.modules) for call in _MADE_OF.get(name, (name,))}
    names |= _loosely(subject.modules)
    for number, need in enumerate(subject.own.needs):
        call = need.partition(":")[0]
        if call in names or any(covered(one, (need,)) for one in used):
            continue
        says = f'Nothing here uses "{need}".'
        yield subject.advice(says, "Take it out of needs: people agree to what stands there.", "needs", number)


def _by_manifest(own: Troubleshooter) -> set[str]:
    """What ready-made checks, fixes and buttons, and questions with choices, ask for."""
    used = {question.choices_from for question in own.questions if question.choices_from}
    for cause in own.causes:
        if cause.check is not None:
            used.update(needs_of(cause.check, CHECKS))
        if cause.do is not None:
            used.update(needs_of(cause.do, FIXES if cause.do.name in FIXES else _OPENS))
    return used


def _calls(modules: Sequence[Module]) -> Iterator[tuple[Module, ast.expr, str]]:
    """``pc.printing.resume`` and ``pc.call("printing.resume")``, wherever they stand."""
    for module in modules:
        for node in ast.walk(module.tree):
            match node:
                case ast.Attribute(value=ast.Attribute(value=ast.Name(id="pc"), attr=room), attr=name) if (
                    room in _ROOMS
                ):
                    yield module, node, f"{room}.{name}"
                case ast.Call(func=ast.Attribute(attr="call"), args=[ast.Constant(value=str(name)), *_]):
                    yield module, node, name


def _loosely(modules: Sequence[Module]) -> set[str]:
    """Calls that the code may make by a way that can't be followed: their last part is named, or they are written."""
    named = {node.attr for module in modules for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    written = {str(node.value) for _module, node in strings(modules)}
    made = {call for name, calls in _MADE_OF.items() if name.partition(".")[2] in named for call in calls}
    return made | {call for call in CALLS if call.partition(".")[2] in named or call in written}
