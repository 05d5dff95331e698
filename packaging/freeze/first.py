"""In place of PyInstaller's own first script, on Linux: the same importer, without what every child would pay for.

Its hooks for ctypes import that whole package at every start, and here nothing is loaded through ctypes but the C
library; its search for Python eggs asks after every file of the folder. Together that is a third of a child's start.
"""

import marshal
import sys

import pyimod01_archive  # type: ignore[import-not-found]


class _AtOnce:
    """Reads the list of modules in one piece: marshal asks a file for each of its thousands of parts by itself."""

    loads = staticmethod(marshal.loads)

    @staticmethod
    def load(file):  # type: ignore[no-untyped-def]
        return marshal.loads(file.read())  # noqa: S302  # the program's own file, as code is


pyimod01_archive.marshal = _AtOnce

import pyimod02_importers  # type: ignore[import-not-found]  # noqa: E402

pyimod02_importers.install()
sys.frozen = True  # type: ignore[attr-defined]
