"""Sound on Linux, as real mixers told it (answers/README.md): which devices, which is used, which is muted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deskside.errors import CallProblem, TookTooLong
from deskside.system.commands import Ran
from deskside.system.linux.sound import LinuxSound

from .commands import NO_PROGRAMS, PlayedPrograms
from .servers import ANSWERS

INFO, LIST = ("pactl", "--format=json", "info"), ("pactl", "--format=json", "list")


def recorded(name: str) -> Any:
    return json.loads((ANSWERS / f"linux-{name}.json").read_text("utf-8"))


def pactl(**changed: Any) -> PlayedPrograms:
    told = recorded("pactl")
    told["list"] |= changed
    return PlayedPrograms({INFO: Ran(0, json.dumps(told["info"]), ""), LIST: Ran(0, json.dumps(told["list"]), "")})


@pytest.fixture
def session(tmp_path: Path) -> dict[str, str]:
    """A session in which something mixes sound."""
    (tmp_path / "pulse").mkdir()
    (tmp_path / "pulse/native").touch()
    return {"XDG_RUNTIME_DIR": str(tmp_path)}


def test_what_is_used_and_what_is_muted_is_told(session: dict[str, str]) -> None:
    assert LinuxSound(pactl(), session).devices() == {
        "by": "pulseaudio",
        "outputs": [
            {"name": "Speakers", "kind": "other", "used": False, "muted": False, "volume": 100},
            {"name": "Null Output", "kind": "other", "used": True, "muted": True, "volume": 40},
        ],
        "inputs": [
            {"name": "Virtual Source mic on Monitor of Null Output", "kind": "other", "used": True, "muted": False,
             "volume": 100},
        ],
    }  # fmt: skip


def test_pipewire_by_itself_tells_the_same(session: dict[str, str]) -> None:
    programs = PlayedPrograms({("pw-dump",): Ran(0, json.dumps(recorded("pw-dump")), "")})
    told: dict[str, Any] = LinuxSound(programs, session).devices()
    assert [(one["name"], one["used"], one["muted"], one["volume"]) for one in told["outputs"]] == [
        ("speakers Audio/Sink sink", False, False, 100),
        ("headset Audio/Sink sink", True, True, 40),
    ]
    assert [(one["used"], one["muted"]) for one in told["inputs"]] == [(True, False)]


@pytest.mark.parametrize(
    ("properties", "name", "kind", "told"),
    [
        ({"device.bus": "usb"}, "alsa_output.usb-GN_Jabra", "usb", "Anna's headset"),
        ({"device.bus": "pci"}, "alsa_output.pci-0000_00_1f.3.analog-stereo", "built-in", "Anna's headset"),
        ({"device.bus": "pci"}, "alsa_output.pci-0000_00_1f.3.hdmi-stereo", "screen", "Anna's headset"),
        ({"device.bus": "bluetooth", "device.api": "bluez"}, "bluez_sink.00_11", "bluetooth", ""),
        ({"device.api": "bluez5"}, "bluez_output.00_11", "bluetooth", ""),
    ],
)
def test_the_kind_of_a_device_is_told_and_the_name_of_a_bluetooth_one_never(
    session: dict[str, str], properties: dict[str, str], name: str, kind: str, told: str
) -> None:
    sink = {"name": name, "description": "Anna's headset", "mute": False, "volume": {}, "properties": properties}
    outputs: Any = LinuxSound(pactl(sinks=[sink]), session).devices()["outputs"]
    assert outputs == [{"name": told, "kind": kind, "used": False, "muted": False, "volume": None}]


def test_where_nothing_mixes_sound_nothing_is_started_by_asking(tmp_path: Path) -> None:
    programs = pactl()
    told = LinuxSound(programs, {"XDG_RUNTIME_DIR": str(tmp_path)}, tmp_path).devices()
    assert (told, programs.ran) == ({"by": "", "outputs": [], "inputs": []}, [])


def test_cards_are_told_where_only_the_kernel_knows_them(tmp_path: Path) -> None:
    folder = tmp_path / "asound"
    folder.mkdir()
    (folder / "cards").write_text(
        " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7f10000 irq 30\n"
        " 1 [Headset        ]: USB-Audio - Jabra Evolve2 65\n                      GN Audio Jabra at usb-1\n"
    )
    (folder / "pcm").write_text(
        "00-00: ALC3235 Analog : ALC3235 Analog : playback 1 : capture 1\n01-00: USB Audio : USB Audio : playback 1\n"
    )
    told: dict[str, Any] = LinuxSound(NO_PROGRAMS, {}, tmp_path).devices()
    assert [(one["name"], one["kind"], one["used"]) for one in told["outputs"]] == [
        ("HDA Intel PCH", "built-in", None),
        ("Jabra Evolve2 65", "usb", None),
    ]
    assert [one["name"] for one in told["inputs"]] == ["HDA Intel PCH"]


def test_a_mixer_that_hangs_or_talks_nonsense_is_no_computer_without_sound(session: dict[str, str]) -> None:
    def hangs() -> Ran:
        raise TookTooLong("pactl", "no end after 3.0 s")

    for answer in (hangs, Ran(1, "", "Connection failure: Connection refused"), Ran(0, "{", "")):
        with pytest.raises(CallProblem):
            LinuxSound(PlayedPrograms({INFO: answer}), session).devices()
