"""The page that teaches publishers: its code and its simulated PC are run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from deskside import sdk
from deskside.children import Children
from deskside.children.recording import Replay, load_scenario
from deskside.model.troubleshooter import Question, Troubleshooter
from deskside.sdk.printing import Printing
from deskside.system.table import CALLS

from .bench import NEEDS, described, finding_of

PAGE = (Path(__file__).parents[3] / "docs" / "sdk.md").read_text("utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_example_of_the_page_does_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "troubleshooter.py").write_text(block("python"), "utf-8")
    (tmp_path / "paused.toml").write_text(block("toml"), "utf-8")
    scenario = load_scenario(tmp_path / "paused.toml")
    which = (Question("which", "Which printer?"),)
    example = Troubleshooter("printer", "1.0.0", "Printing", tmp_path, needs=NEEDS, questions=which, has_code=True)
    with Children({}, source=Replay(scenario)) as host:
        (cause,) = described(host, example)
        (told,) = host.detect((example,), (cause,), scenario.answers, lambda _detected: None, 60)
        assert (told.found, told.says) == (True, "The printer Office is paused.")
        finding = finding_of(told)
        finding = replace(finding, change=host.apply(example, cause, finding, scenario.answers).change)
        assert host.verify(example, cause, finding, scenario.answers).ok
        assert host.undo(example, cause, finding).ok


def test_every_call_and_every_name_stands_on_the_page() -> None:
    for name in CALLS:
        room, verb = name.split(".")
        if room != "rights" and name != "printing.choices":  # asked by the manifest's question
            assert f"pc.{name}(" in PAGE or re.search(rf"pc\.{room}\.\w+\(.*`{verb}`", PAGE), name
    for name in (name for name in vars(Printing) if name[0] != "_"):
        assert name in PAGE
    for name in set(sdk.__all__) - {"Device", "Job", "Queue", "ServiceState", "meant_queue", "ChangedSince"}:
        assert name in PAGE
