"""What a package carries that is made from the application itself: the manual page, completion, icons.

``python made.py DIR``, with the application's own Python and ``app`` on its path.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shlex
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from deskside import __version__
from deskside.cli.parser import make_parser

SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
_EXITS = (
    ("0", "All is well: nothing was found, or it is fixed, sent, right."),
    ("1", "Not fixed, people are needed, a restart is needed; or the command could not do its work and says why."),
    ("2", "The command was not understood."),
    ("3", "It could not be checked."),
    ("4", "The ticket is kept safe to be sent later."),
    ("5", "The ticket needs a change by the person."),
    ("70", "Something went wrong inside Deskside."),
)
_FILES = (
    ("/etc/deskside/policy.toml", "Settings for everyone on this computer, which nobody can change."),
    ("/etc/deskside/policy.d/*.toml", "More of them, in the order of their names."),
    ("~/.config/deskside/settings.toml", "The person's own settings."),
    ("~/.local/share/deskside", "Cases, tickets, what waits to be sent, the organisation's troubleshooters."),
)


def commands(parser: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Every command, those inside others too: its words, itself, and what it does."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, inner in action.choices.items():
                words = f"{before}{name}"
                deeper = list(commands(inner, f"{words} "))
                yield from deeper or [(words, inner, helps.get(name, ""))]


def arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    yield from (one for one in parser._actions if not isinstance(one, argparse._HelpAction))


def manual() -> str:
    """The page in troff, for man(1)."""
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC).strftime("%Y-%m-%d")
    lines = [
        f'.TH DESKSIDE 1 "{day}" "Deskside {__version__}" "User Commands"',
        ".SH NAME",
        "deskside \\- the help desk on your own computer",
        ".SH SYNOPSIS",
        ".B deskside",
        ".br",
        ".B deskside\n\\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...",
        ".SH DESCRIPTION",
        "Without a command: the application in the tray. It finds out why something on this computer does not work,",
        "explains it plainly, fixes it with the person's consent, and takes what it can't fix to the help desk.",
        "All that it can do without a screen it does on the command line too.",
        ".SH COMMANDS",
    ]
    for words, parser, says in commands(make_parser()):
        lines += [".TP", f"\\fBdeskside {_plain(words)}\\fR{_usage(parser)}", _sentence(says)]
        for one in arguments(parser):
            if one.help and one.help != argparse.SUPPRESS and one.option_strings:
                lines += [".RS", ".TP", f"\\fB{_plain(', '.join(one.option_strings))}\\fR", _sentence(one.help), ".RE"]
    lines += [".SH EXIT STATUS"]
    lines += [text for code, says in _EXITS for text in (".TP", f".B {code}", _plain(says))]
    lines += [".SH FILES"]
    lines += [text for path, says in _FILES for text in (".TP", f".I {_plain(path)}", _plain(says))]
    lines += [".SH ENVIRONMENT", ".TP", ".B DESKSIDE_HOME", "A folder that holds everything of the person's instead."]
    return "\n".join(lines) + "\n"


def _usage(parser: argparse.ArgumentParser) -> str:
    said = []
    for one in arguments(parser):
        value = one.metavar or (one.dest.upper() if one.nargs != 0 else "")
        name = one.option_strings[-1] if one.option_strings else ""
        choices = "|".join(str(choice) for choice in one.choices) if one.choices else ""
        shown = " ".join(word for word in (name, choices or (str(value) if one.nargs != 0 else "")) if word)
        must = one.required if one.option_strings else one.nargs not in ("?", "*")
        said.append(_plain(shown if must else f"[{shown}]"))
    return "".join(f" {one}" for one in said)


def _sentence(text: str) -> str:
    return _plain(text[:1].upper() + text[1:].rstrip(".") + ".") if text else ""


def _plain(text: str) -> str:
    """Text that troff takes for nothing else."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("%%", "%")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def completion() -> str:
    """For bash: commands, what stands below them, and their options."""
    table = {"": ["--help", "--version"]}
    for words, parser, _says in commands(make_parser()):
        *before, last = words.split()
        table.setdefault(" ".join(before), []).append(last)
        if before:
            table[""] = [*table[""], *(one for one in before[:1] if one not in table[""])]
        options = [one.option_strings[-1] for one in arguments(parser) if one.option_strings]
        choices = [str(choice) for one in arguments(parser) if not one.option_strings for choice in one.choices or ()]
        table[words] = [*choices, *options, "--help"]
    cases = "\n".join(
        f"    {shlex.quote(words)}) known={shlex.quote(' '.join(table[words]))} ;;" for words in sorted(table)
    )
    return f"""# bash completion for deskside
_deskside() {{
  local known="" words="${{COMP_WORDS[*]:1:COMP_CWORD-1}}"
  while :; do
    case $words in
{cases}
    *" "*) words=${{words% *}}; continue ;;
    *) words=""; continue ;;
    esac
    break
  done
  mapfile -t COMPREPLY < <(compgen -W "$known" -- "${{COMP_WORDS[COMP_CWORD]}}")
}}
complete -o default -F _deskside deskside
"""


def icons(source: Path, folder: Path) -> None:
    """The icon at the sizes that desktops ask for, and as it was drawn."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication(["made", "-platform", "offscreen"])
    drawn = QSvgRenderer(str(source))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawn.render(painter)
        painter.end()
        place = folder / f"{size}x{size}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        image.save(str(place / "deskside.png"))
    whole = folder / "scalable" / "apps"
    whole.mkdir(parents=True, exist_ok=True)
    (whole / "deskside.svg").write_bytes(source.read_bytes())
    del app


def main() -> None:
    folder, top = Path(sys.argv[1]), Path(__file__).resolve().parents[2]
    (folder / "deskside.1.gz").write_bytes(gzip.compress(manual().encode(), mtime=0))
    (folder / "deskside.bash").write_text(completion(), "utf-8")
    icons(top / "resources/deskside.svg", folder / "icons")


if __name__ == "__main__":
    main()
