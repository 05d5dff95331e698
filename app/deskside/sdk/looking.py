"""What is only looked at: the computer, sound, screens, power, programs and crashes, as a troubleshooter sees them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class About:
    """``kind`` is "notebook", "desktop", "tablet", "server", "virtual" or ""; None is what the system does not say."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.maker: str = told.get("maker", "")
        self.model: str = told.get("model", "")
        self.kind: str = told.get("kind", "")
        self.processor: str = told.get("processor", "")
        self.release: str = told.get("release", "")
        self.build: str = told.get("build", "")
        self.desktop: str = told.get("desktop", "")
        self.zone: str = told.get("zone", "")
        self.restart_waits: bool | None = told.get("restart_waits")


class SoundDevice:
    """``kind`` is "built-in", "usb", "bluetooth", "screen" or "other"; None is what the system does not say."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.name: str = told.get("name", "")
        self.kind: str = told.get("kind", "other")
        self.used: bool | None = told.get("used")
        self.muted: bool | None = told.get("muted")
        self.volume: int | None = told.get("volume")


class SoundDevices:
    def __init__(self, told: dict[str, Any]) -> None:
        self.by: str = told.get("by", "")
        self.outputs = [SoundDevice(one) for one in told.get("outputs", [])]
        self.inputs = [SoundDevice(one) for one in told.get("inputs", [])]


class Screen:
    """Sizes are pixels, ``refresh`` is in Hz, ``turned`` in degrees; None is what the system does not say."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.name: str = told.get("name", "")
        self.width: int = told.get("width", 0)
        self.height: int = told.get("height", 0)
        self.refresh: float | None = told.get("refresh")
        self.scale: float | None = told.get("scale")
        self.main: bool | None = told.get("main")
        self.built_in: bool | None = told.get("built_in")
        self.turned: int | None = told.get("turned")


class Battery:
    """``state`` is "charging", "discharging", "full", "idle" or ""; ``health`` percent of what it held when new."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.percent: int | None = told.get("percent")
        self.state: str = told.get("state", "")
        self.health: int | None = told.get("health")
        self.cycles: int | None = told.get("cycles")


class PowerState:
    """``plan`` is "saver", "balanced", "performance" or ""."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.mains: bool | None = told.get("mains")
        self.plan: str = told.get("plan", "")
        self.batteries = [Battery(one) for one in told.get("batteries", [])]


class Program:
    """One that help desks ask after; ``version`` is "" when it is not told."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.id: str = told["id"]
        self.name: str = told.get("name", "")
        self.kind: str = told.get("kind", "")
        self.version: str = told.get("version", "")
        self.by: str = told.get("by", "")


class Crash:
    """A program that crashed or hung (``kind``), ``last`` seconds ago, in the last two weeks."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.program: str = told.get("program", "")
        self.kind: str = told.get("kind", "crash")
        self.count: int = told.get("count", 1)
        self.last: int = told.get("last", 0)


class _Room:
    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask


class Computer(_Room):
    """``pc.computer``."""

    def about(self) -> About:
        return About(self._ask("computer.about"))


class Sound(_Room):
    """``pc.sound``."""

    def devices(self) -> SoundDevices:
        return SoundDevices(self._ask("sound.devices"))


class Screens(_Room):
    """``pc.screens``."""

    def connected(self) -> list[Screen]:
        return [Screen(told) for told in self._ask("screens.connected")]


class Power(_Room):
    """``pc.power``."""

    def state(self) -> PowerState:
        return PowerState(self._ask("power.state"))


class Programs(_Room):
    """``pc.programs``."""

    def installed(self) -> list[Program]:
        return [Program(told) for told in self._ask("programs.installed")]


class Crashes(_Room):
    """``pc.crashes``."""

    def recent(self) -> list[Crash]:
        return [Crash(told) for told in self._ask("crashes.recent")]
