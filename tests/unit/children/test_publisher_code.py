"""Which modules a troubleshooter may import: the SDK and what in the standard library does nothing by itself."""

from __future__ import annotations

import sys

import pytest

from deskside.children.publisher_code import PublisherCode, Refused


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
    PublisherCode(code)


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
        "from . import other",
        "from .other import thing",
        "def later():\n    import psutil",
    ],
)
def test_anything_else_is_refused_before_it_is_loaded(code: str) -> None:
    before = set(sys.modules)
    with pytest.raises(Refused, match="troubleshooter"):
        PublisherCode(code)
    assert not {name for name in set(sys.modules) - before if name.split(".")[0] in code}


def test_what_would_run_something_is_not_loaded_through_its_package_either() -> None:
    PublisherCode("from json import __main__, tool")
    assert "json.tool" in sys.modules
    assert "json.__main__" not in sys.modules


@pytest.mark.parametrize(
    ("code", "why"),
    [("def (", "line 1"), ("x = 1\n y = 2", "line 2"), ("(" * 500, "line 1"), ("x = '\0'", "null bytes")],
)
def test_code_that_cannot_be_read_is_refused_with_its_line(code: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        PublisherCode(code)
