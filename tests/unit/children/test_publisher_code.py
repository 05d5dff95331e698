"""Which modules a troubleshooter may import: the SDK and what in the standard library does nothing by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from deskside.children.publisher_code import MODULE, PublisherCode, Refused

CAUSE = """
from deskside.sdk import Cause, People
class {name}(Cause):
    fix = People()
    def detect(self, pc, answers):
        return None
"""


@pytest.fixture(autouse=True)
def nothing_stays_loaded() -> Iterator[None]:
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == MODULE]:
        del sys.modules[name]


def alone(code: str) -> PublisherCode:
    return PublisherCode({MODULE: code})


@pytest.mark.parametrize(
    "code",
    [
        "from __future__ import annotations",
        "import json, re",
        "import xml.dom.minidom",
        "from urllib.parse import quote, urlsplit as split",
        "from collections import *",
        "from deskside.sdk import Cause, _",
        "def later():\n    if True:\n        import decimal",
        "try:\n    import statistics\nexcept ImportError:\n    pass",
    ],
)
def test_the_sdk_and_the_standard_library_may_be_imported_anywhere_in_the_code(code: str) -> None:
    alone(code)


@pytest.mark.parametrize(
    "code",
    [
        "import requests",
        "import deskside.children.host",
        "from deskside import paths",
        "import antigravity",
        "import this",
        "import idlelib.idle",
        "import ensurepip.__main__",
        "import unittest.test",
        "import ctypes.test.test_libc",
        "def later():\n    import psutil",
    ],
)
def test_anything_else_is_refused_before_it_is_loaded(code: str) -> None:
    before = set(sys.modules)
    with pytest.raises(Refused, match="troubleshooter"):
        alone(code)
    assert not {name for name in set(sys.modules) - before if name.split(".")[0] in code}


def test_what_would_run_something_is_not_loaded_through_its_package_either() -> None:
    alone("from json import __main__, tool")
    assert "json.tool" in sys.modules
    assert "json.__main__" not in sys.modules


@pytest.mark.parametrize(
    ("code", "why"),
    [("def (", "line 1"), ("x = 1\n y = 2", "line 2"), ("(" * 500, "line 1"), ("x = '\0'", "null bytes")],
)
def test_code_that_cannot_be_read_is_refused_with_its_line(code: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        alone(code)


def test_causes_may_lie_in_files_beside_and_come_in_the_order_they_are_named() -> None:
    code = PublisherCode(
        {
            MODULE: "from .names import Dead\nfrom .line import Slow\nfrom . import words",
            "line": "from . import words\n" + CAUSE.format(name="Slow"),
            "names": CAUSE.format(name="Dead") + CAUSE.format(name="Hidden"),
            "words": "MANY = 3",
        }
    )
    assert [cause["id"] for cause in code.run()] == ["dead", "slow"]


@pytest.mark.parametrize(
    ("sources", "why"),
    [
        ({MODULE: "from . import other"}, "troubleshooter.py line 1: there is no such file"),
        ({MODULE: "from .other import thing"}, "no such file"),
        ({MODULE: "from ..other import thing", "other": ""}, "no such file"),
        ({MODULE: "from .a import x", "a": "from .b import x", "b": "from .a import x"}, "a.py imports itself"),
        ({MODULE: "from .a import x", "a": "x = 1\nraise ValueError('no')"}, r"ValueError: no \(a.py line 2\)"),
        ({MODULE: "from .a import x", "a": "x ="}, "a.py line 1"),
        ({MODULE: "from .a import x", "a": "import requests"}, "imports requests"),
    ],
    ids=["none beside", "nothing of it", "above", "in a circle", "breaks", "unreadable", "not allowed"],
)
def test_a_file_beside_that_cannot_be_used_is_named(sources: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        PublisherCode(sources).run()
