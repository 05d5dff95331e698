"""A folder of troubleshooters, and a good one to break in a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = """\
api = 1
id = "printer"
version = "1.0.0"
title = "Printing does not work"
summary = "Finds out why nothing is printed."
phrases = ["my printer won't print"]
keywords = ["printer"]
systems = ["linux", "macos"]
minutes = 3
category = "Hardware/Printing"
contact = "print-team@example.org"
needs = ["printing.queues", "services.state:print", "services.start:print", "services.stop:print", "open.settings"]
includes = ["internet.*"]

[[question]]
id = "which"
ask = "Which printer do you mean?"
choices_from = "printing.queues"

[[question]]
id = "what"
ask = "What happens?"
hint = "One sheet is enough."
choices = ["Nothing", { value = "odd", label = "Odd letters" }]

[[cause]]
id = "service-stopped"
likelihood = 0.1
title = "Is printing running?"
explain = "The part of this computer that prints has stopped."
tip = "Tell us if this comes back."
masks = ["offline", "internet.dns-dead"]
questions = ["which"]
check = { is = "service-stopped", service = "print" }
fix = { do = "start-service", service = "print", consent = "I can start it again.", seconds = 10 }

[[cause]]
id = "offline"
explain = "The printer is off."
systems = ["linux"]
check = { is = "service-stopped", service = "print" }

[cause.fix]
hands_on = "Please switch the printer on."
opens = "Open the list of printers"
open = { settings = "printers" }
picture = "button.svg"
picture_says = "The button is on the left."

[[cause]]
id = "driver-failed"
explain = "The printer's own program does not work."
check = { is = "service-stopped", service = "print" }
fix = { people = "IT will put it back." }
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder for troubleshooters."""
    folder = tmp_path / "shelf ä"
    folder.mkdir()
    return folder


@pytest.fixture
def put(shelf: Path) -> Callable[..., Path]:
    """Puts a troubleshooter on the shelf and gives its folder."""

    def put(text: str = GOOD, name: str = "printer") -> Path:
        folder = shelf / name
        (folder / "pictures").mkdir(parents=True)
        (folder / "pictures" / "button.svg").write_text("<svg/>", encoding="utf-8")
        (folder / "manifest.toml").write_text(text, encoding="utf-8")
        return folder

    return put
