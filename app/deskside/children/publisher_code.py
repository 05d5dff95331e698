"""A publisher's code inside its child: what it imports is loaded first, then the walls, then it.

Behind the walls no file can be opened, so the standard library modules that
the sources name are imported before. Only names that do nothing on import.
Beside ``troubleshooter.py`` there may be more modules, for ``from .names import …``.
"""

from __future__ import annotations

import _ast
import sys

from deskside.sdk.causes import Cause, describe, problem_with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import CodeType, FrameType
    from typing import Any

MODULE = "troubleshooter"

_ONLY_TREE = 0x400  # ast.PyCF_ONLY_AST
_NEED_A_SCREEN = "antigravity curses idlelib readline rlcompleter this tkinter turtle turtledemo"
_NEED_FILES = "dbm ensurepip pydoc_data venv"
_GONE_SINCE = (
    "aifc asynchat asyncore audioop cgi cgitb chunk crypt distutils imghdr imp lib2to3 mailcap msilib nis nntplib "
    "ossaudiodev pipes smtpd sndhdr spwd sunau telnetlib uu xdrlib"
)
"""What 3.12 and 3.13 no longer have: published today, it would break with an update of Deskside."""
NOT_FOR_PLUGINS = frozenset(f"{_NEED_A_SCREEN} {_NEED_FILES} {_GONE_SINCE}".split())
NOT_INSIDE = {"test", "tests", "idle_test"}
_LATER_BY_WORD = {"strptime": "_strptime", "idna": "encodings.idna"}
_LATER = {
    "difflib": ("re",),
    "email.message": ("email.policy", "email.generator"),
    "fractions": ("decimal",),
    "urllib.parse": ("unicodedata",),
    "uuid": ("hashlib",),
    "xml.dom.minidom": ("xml.dom.expatbuilder",),
}
"""What the standard library itself imports only when it is called: behind the walls that is too late."""


class Refused(Exception):
    """Why this code is not run, for its author."""


class _Module:
    """One of its files: ``name`` without ".py", compiled, and the names of those beside it that it imports."""

    def __init__(self, name: str, source: str, others: set[str]) -> None:
        self.name, self.file = name, f"{name}.py"
        try:
            tree = compile(source, self.file, "exec", _ONLY_TREE, dont_inherit=True)
            self.code: CodeType = compile(tree, self.file, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
            raise Refused(f"{self.file} line {getattr(problem, 'lineno', 0)}: {problem}") from problem
        self.beside: list[str] = []
        for level, wanted, inside, line in _imports(tree):
            if not level:
                _preload(wanted, inside)
            elif level > 1 or not others.issuperset(names := [wanted] if wanted else inside):
                raise Refused(f"{self.file} line {line}: there is no such file beside it")
            else:
                self.beside += names


class PublisherCode:
    """``sources``: the text of each file by its name, one "troubleshooter". Made before the walls are up, run after."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        names = set(sources)
        self._modules = {name: _Module(name, source, names) for name, source in sources.items()}
        for word, name in _LATER_BY_WORD.items():
            if any(word in source for source in sources.values()):
                __import__(name)
        self.causes: dict[str, type[Cause]] = {}

    def run(self) -> list[dict[str, Any]]:
        """Runs the modules and describes the causes that ``troubleshooter.py`` knows, in the order it names them."""
        self._run(MODULE, ())
        for name, value in list(vars(sys.modules[MODULE]).items()):
            if isinstance(value, type) and issubclass(value, Cause) and _own(value) and name[0] != "_":
                if wrong := problem_with(value):
                    raise Refused(f"{name} {wrong}")
                if value.id in self.causes:
                    raise Refused(f"two causes are called {value.id!r}")
                self.causes[value.id] = value
        return [describe(cause) for cause in self.causes.values()]

    def _run(self, name: str, under_way: tuple[str, ...]) -> None:
        """One module, after those beside it that it imports."""
        if name in under_way:
            raise Refused(f"{name}.py imports itself by way of {under_way[-1]}.py")
        full = MODULE if name == MODULE else f"{MODULE}.{name}"
        if full in sys.modules:
            return
        module: Any = type(sys)(full)
        module.__package__, module.__path__ = MODULE, []
        sys.modules[full] = module
        for other in self._modules[name].beside:
            self._run(other, (*under_way, name))
        try:
            exec(self._modules[name].code, module.__dict__)  # noqa: S102 - this is what the walls are for
        except BaseException as problem:
            raise Refused(in_words(problem)) from problem


def _own(kind: type[Cause]) -> bool:
    return kind.__module__.partition(".")[0] == MODULE


def in_words(problem: BaseException) -> str:
    """An exception and the last line of the publisher's own code it passed through."""
    where, step = "", problem.__traceback__
    while step is not None:
        if _is_theirs(step.tb_frame):
            where = _place(step.tb_frame, step.tb_lineno)
        step = step.tb_next
    said = f"{type(problem).__name__}: {problem}"[:500]
    return f"{said} ({where})" if where else said


def place_of(thread: int) -> str:
    """The line of the publisher's own code that a thread is in; "" when it is in none."""
    frame = sys._current_frames().get(thread)
    while frame is not None and not _is_theirs(frame):
        frame = frame.f_back
    return _place(frame, frame.f_lineno) if frame is not None else ""


def _is_theirs(frame: FrameType) -> bool:
    return frame.f_globals.get("__package__") == MODULE


def _place(frame: FrameType, line: int) -> str:
    file = frame.f_code.co_filename
    return f"line {line}" if file == f"{MODULE}.py" else f"{file} line {line}"


def _imports(node: _ast.AST) -> Iterator[tuple[int, str, tuple[str, ...], int]]:
    """Every import the tree names, at any depth: its dots, module, what is taken from inside it, and its line."""
    if isinstance(node, _ast.Import):
        for alias in node.names:
            yield 0, alias.name, (), node.lineno
    elif isinstance(node, _ast.ImportFrom):
        yield node.level, node.module or "", tuple([alias.name for alias in node.names]), node.lineno
    else:
        for field in node._fields:
            value = getattr(node, field, None)
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, _ast.AST):
                    yield from _imports(child)


def _preload(name: str, inside: tuple[str, ...]) -> None:
    if name == "deskside.sdk":
        return
    if not _harmless(name):
        raise Refused(f"imports {name}; a troubleshooter imports deskside.sdk and the standard library only")
    wanted = [part for part in inside if part != "*" and _harmless(f"{name}.{part}")]
    try:
        __import__(name, fromlist=wanted)
        for later in (one for part in (name, *(f"{name}.{part}" for part in wanted)) for one in _LATER.get(part, ())):
            __import__(later)
    except ImportError as problem:
        raise Refused(str(problem)) from problem


def _harmless(dotted: str) -> bool:
    """Whether this is of the standard library and importing it only defines things."""
    top, *inner = dotted.split(".")
    if top == "__future__":
        return True
    known = top in sys.stdlib_module_names and top not in NOT_FOR_PLUGINS
    return known and not any(part[:2] == "__" or part in NOT_INSIDE for part in (top, *inner))
