"""``dev check``, ``dev bench`` and ``dev texts``: what is looked at without running a test."""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor

from devkit.basics import MINUTE, PYTHON, Command, call, quietly, say
from devkit.setting_up import set_up


def check(_: argparse.Namespace) -> int:
    """All checks at once; what one of them says is shown when it objects."""
    set_up()
    checks: dict[str, Command] = {
        "ruff check": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--quiet", "--diff", "."],
        "mypy": [
            PYTHON,
            "-m",
            "mypy",
            "--scripts-are-modules",
            "app/deskside",
            "dev",
            "packaging/devkit",
            "benchmarks/run",
        ],
        "mypy, troubleshooters": [PYTHON, "tests/typed_troubleshooters.py"],
        "import-linter": [PYTHON, "-c", "from importlinter.cli import lint_imports_command as go; go()"],
        "plain language": [PYTHON, "-m", "deskside.kit.plain"],
    }
    bad = []
    with ThreadPoolExecutor() as pool:
        ran = pool.map(lambda command: quietly(command, seconds=10 * MINUTE), checks.values())
        for name, done in zip(checks, ran, strict=True):
            say(f"{name}: {'objects' if done.returncode else 'fine'}")
            if done.returncode:
                say((done.stdout + done.stderr).strip())
                bad.append(name)
    say(f"objections: {', '.join(bad)}" if bad else "check: all is well")
    return 1 if bad else 0


def bench(options: argparse.Namespace) -> int:
    set_up()
    return call([PYTHON, "benchmarks/run", *options.arguments], minutes=60)


def texts(_: argparse.Namespace) -> int:
    set_up()
    return call([PYTHON, "-m", "deskside.kit.translations", "update"], minutes=2)
