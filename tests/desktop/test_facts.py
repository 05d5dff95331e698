"""Sound and screens of a real session, as ``deskside facts`` tells them, beside what the session's own tools say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

APP = Path(__file__).parents[2] / "app"
SOUND = (
    "module-native-protocol-unix",
    "module-null-sink sink_name=speakers sink_properties=device.description=Speakers",
    "module-null-sink sink_name=headset sink_properties=device.description=Headset",
    "module-virtual-source source_name=microphone master=headset.monitor",
)


def started(stack: ExitStack, command: list[str], environ: dict[str, str], **how: Any) -> subprocess.Popen[bytes]:
    """A part of the session, ended with it."""
    process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL, **how)
    stack.callback(process.wait, 20)
    stack.callback(process.terminate)
    return process


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An X screen and a PulseAudio with two outputs; the headset is used, muted and at 40 percent."""
    home = tmp_path_factory.mktemp("session")
    (home / "run").mkdir(mode=0o700)
    environ = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(APP),
        "DESKSIDE_HOME": str(home / "deskside"),
        "LANG": "C.UTF-8",
    }
    with ExitStack() as stack:
        ours, theirs = os.pipe()
        x = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
        started(stack, x, environ, pass_fds=(theirs,))
        os.close(theirs)
        with os.fdopen(ours) as told:
            environ["DISPLAY"] = f":{told.readline().strip()}"
        pulse = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
        started(stack, [*pulse, *(word for module in SOUND for word in ("-L", module))], environ)
        for words in (
            ("set-sink-mute", "headset", "1"),
            ("set-sink-volume", "headset", "40%"),
            ("set-default-sink", "headset"),
            ("set-default-source", "microphone"),
        ):
            told_to(environ, *words)
        yield environ


def told_to(environ: dict[str, str], *words: str) -> None:
    """An order to PulseAudio, again until it listens."""
    end = time.monotonic() + 30
    while subprocess.run(["pactl", *words], env=environ, capture_output=True, timeout=20, check=False).returncode:
        assert time.monotonic() < end, f"PulseAudio does not take {words}"
        time.sleep(0.05)


def said(environ: dict[str, str], *command: str) -> str:
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.fixture(scope="module")
def facts(session: dict[str, str]) -> dict[tuple[str, str], Any]:
    told = json.loads(said(session, sys.executable, "-m", "deskside", "facts", "--json"))
    return {(fact["group"], fact["key"]): fact["value"] for fact in told["facts"]}


def test_the_screen_is_as_large_as_xrandr_says(session: dict[str, str], facts: dict[tuple[str, str], Any]) -> None:
    (size,) = re.findall(r" connected .*?(\d+)x(\d+)\+", said(session, "xrandr", "--current"))
    screen = facts["screen", "screen-1"]
    assert facts["screen", "screens"] == 1
    assert (screen["width"], screen["height"]) == tuple(map(int, size)) == (1440, 900)


def test_sound_is_what_pactl_says(session: dict[str, str], facts: dict[tuple[str, str], Any]) -> None:
    first, second = facts["sound", "output-1"], facts["sound", "output-2"]
    assert "Default Sink: headset" in said(session, "pactl", "info")
    assert "Mute: yes" in said(session, "pactl", "get-sink-mute", "headset")
    assert (first["name"], first["used"], first["muted"], first["volume"]) == ("Headset", True, True, 40)
    assert (second["name"], second["used"], second["muted"], second["volume"]) == ("Speakers", False, False, 100)
    assert (facts["sound", "outputs"], facts["sound", "inputs"]) == (2, 1)
    assert facts["sound", "input-1"]["used"] is True
