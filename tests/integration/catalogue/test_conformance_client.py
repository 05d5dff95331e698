"""The program that the TUF project's conformance tests call does what they ask of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from .forge import Forge

CLIENT = Path(__file__).parents[2] / "conformance" / "tuf_client.py"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Nothing is written beside the tests."""


@pytest.fixture
def address(tmp_path: Path, forge: Forge) -> Iterator[str]:
    folder = forge.write(tmp_path / "share")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(10)
    server.server_close()


def test_the_three_commands(address: str, forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "metadata").mkdir()
    (tmp_path / "targets").mkdir()
    (tmp_path / "root").write_bytes(forge.installed_root)

    def client(*words: str) -> int:
        command = [sys.executable, str(CLIENT), "--metadata-dir", str(tmp_path / "metadata"), *words]
        return subprocess.run(command, stderr=subprocess.DEVNULL, timeout=60, check=False).returncode

    where = ("--metadata-url", f"{address}/metadata/", "--target-base-url", f"{address}/targets/")
    into = ("--target-dir", str(tmp_path / "targets"), "--target-name")
    assert client("init", str(tmp_path / "root")) == 0
    assert client(*where, "refresh") == 0
    found = sorted(path.name for path in (tmp_path / "metadata").iterdir() if path.suffix == ".json")
    assert found == ["root.json", "snapshot.json", "targets.json", "timestamp.json"]
    assert client(*where, *into, "rings/all.json", "download") == 0
    assert [path.name for path in (tmp_path / "targets").iterdir()] == ["rings%2Fall.json"]
    assert client(*where, *into, "rings/none.json", "download") == 1
    (tmp_path / "share" / "metadata" / "timestamp.json").write_bytes(b"{}")
    assert client(*where, "refresh") == 1
