"""A good troubleshooter, and each way it is broken: one edit of one file on the disk, and what the lint must say.

``old`` is replaced by ``new`` in ``file`` (all of it when ``old`` is ""). The line to name is the one where ``at``
stands afterwards, in ``told`` when that is another file; 1 when ``at`` is "".
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from deskside.kit.new import make_new

M, CODE, DE, CABLE = "manifest.toml", "troubleshooter.py", "locale/de.po", "pictures/network-cable.svg"
HEALTHY, SERVICE = "scenarios/healthy.toml", "scenarios/service-stopped.toml"


class Broken(Struct, frozen=True):
    file: str
    old: str
    new: str
    at: str
    says: str
    advice: bool = False
    told: str = ""


def good(folder: Path) -> Path:
    """What ``plugin new --python`` makes, with a question, an include and a translation."""
    made = folder / "badge-reader"
    make_new(made, title="My badge is not read", python=True)
    _edit(made / M, 'category = "Network"', 'includes = ["wifi.*"]\ncategory = "Network"')
    question = '[[question]]\nid = "where"\nask = "Where is the door?"\nchoices = ["Here", "Elsewhere"]\n\n'
    _edit(made / M, "# A step that the person does", f"{question}# A step that the person does")
    _edit(made / CODE, "    likelihood = 0.2\n", '    likelihood = 0.2\n    questions = ("where",)\n')
    (made / "locale").mkdir()
    (made / DE).write_text(GERMAN, "utf-8")
    return made


def do(broken: Broken, folder: Path) -> None:
    file = folder / broken.file
    if broken.old:
        _edit(file, broken.old, broken.new)
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text(broken.new, "utf-8")


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new, 1), "utf-8")


LONG = "The cable that goes from this computer to the wall and from there to the cellar is not in its place today."

VERSIONS: dict[str, Broken] = {
    # the contract
    "text without quotation marks": Broken(M, '"My badge is not read"', "My badge", "title =", "quotation marks"),
    "a key nobody knows": Broken(M, "minutes = 3", "minuets = 3", "minuets", '"minuets" is not a key'),
    "another id than the folder's": Broken(M, 'id = "badge-reader"', 'id = "badge"', "id =", "folder's name"),
    "a version of two numbers": Broken(M, '"1.0.0"', '"1.0"', "version", "three numbers"),
    "a later api": Broken(M, "api = 1", "api = 2", "api", "too new"),
    "no title": Broken(M, 'title = "My', 'tilte = "My', "", 'needs "title"'),
    "a check that does not exist": Broken(M, '"page-unreachable"', '"page-gone"', "page-gone", "no ready-made check"),
    "a fix that does not exist": Broken(M, '"start-service"', '"restart"', 'do = "restart"', "no ready-made fix"),
    "a fix that does not ask": Broken(
        M, 'consent = "I can start it again. Nothing is lost."', "", "[cause.fix]\ndo", 'needs "consent"'
    ),
    "a fix without a way back": Broken(M, "seconds = 10", "undo = false", "undo", "must say why"),
    "a cause without a fix": Broken(M, "fix = { people", "# fix = { people", "[[cause]]\nid = \"page", 'needs "fix"'),
    "a cause twice": Broken(M, 'id = "page-down"', 'id = "cable-out"', 'id = "cable-out"\ntitle = "Does', "second"),
    "choices that are there twice": Broken(M, '"Elsewhere"]', '"Here"]', 'choices = ["Here"', "second choice"),
    # needs
    "a call that does not exist": Broken(M, '"network.routes",', '"network.route",', "network.route", "not a call"),
    "too few for a ready-made check": Broken(
        M, '    "services.state:print",\n', "", '{ is = "service', "services.state"
    ),
    "too few for the code": Broken(
        CODE, "        return None\n", "        pc.disk.trash()\n        return None\n", "pc.disk", '"disk.trash"'
    ),
    "too many": Broken(M, '"network.routes",', '"network.routes",\n"disk.trash",', '"disk.trash"', "Nothing", True),
    # dead ends
    "a mask of nothing": Broken(M, '["page-down"]', '["page-dwn"]', "masks", 'no cause "page-dwn"'),
    "an include of nobody": Broken(M, '["wifi.*"]', '["wify.*"]', "includes", 'no troubleshooter "wify"'),
    "an include of no cause": Broken(M, '["wifi.*"]', '["internet.dns"]', "includes", 'no cause "dns"'),
    "a part of the system nobody knows": Broken(
        M, 'service-stopped", service = "print"', 'service-stopped", service = "spooler"', "spooler", "add it"
    ),
    "an address without its beginning": Broken(
        M, 'address = "https://intranet', 'address = "intranet', "address =", "intranet"
    ),
    "a fix for something else": Broken(
        M, '{ is = "service-stopped", service = "print" }', '{ is = "cable-unplugged" }', "[cause.fix]\ndo", "mend"
    ),
    "a computer it is not for": Broken(
        M, '"macos", "linux"]', '"linux"]', "system", "is not for", told="scenarios/page-down.toml"
    ),
    "a question nobody asks": Broken(
        CODE, '    questions = ("where",)\n', "", '[[question]]\nid = "where"', "never asked", True, M
    ),
    "tickets to nowhere": Broken(M, 'category = "Network" ', "#", "", "category", True),
    # words
    "a sentence without end": Broken(M, "The network cable is not plugged in.", LONG, "The cable that", "22 words"),
    "a word of our trade": Broken(M, "Our own page does", "The router does", "The router", "router"),
    "a shout": Broken(M, "does not open from here.", "does not open!", "not open!", "xclamation"),
    "blame": Broken(M, "Our own page does not open from here.", "You failed.", "You failed", "failed"),
    "a word of our trade in code": Broken(
        CODE, "The printer is paused, so", "The spooler waits, so", "spooler", "spooler"
    ),
    "a text put together too early": Broken(
        CODE, '_("The printer {name} is paused.").format(name=queue.name)', '_(f"{queue.name} is.")', "_(f", "_()"
    ),
    "a text nobody can translate": Broken(
        CODE, '_("Is the printer paused?")', '"Is the printer paused?"', "Is the printer", "translated", True
    ),
    # pictures
    "a picture that is not there": Broken(M, '"network-cable.svg"', '"cable.svg"', "picture =", "pictures/cable.svg"),
    "a picture without its words": Broken(M, "picture_says =", "# picture_says =", "picture =", "picture_says"),
    "a picture nobody sees": Broken("pictures/door.svg", "", "<svg/>", "", "No step shows", True),
    "a picture that is none": Broken("pictures/network-cable.svg", "<svg ", "svg ", "", "is no SVG"),
    "a picture that runs something": Broken(
        CABLE, "</svg>", "<script>alert(1)</script>\n</svg>", "<script", "has a <script>"
    ),
    "a picture that waits to be touched": Broken(CABLE, "</svg>", '<g onclick="go()"/>\n</svg>', "onclick", "onclick="),
    "a picture that takes another from elsewhere": Broken(
        CABLE, "</svg>", '<image href="file:///etc/passwd"/>\n</svg>', "file:", "from elsewhere"
    ),
    "a picture that repeats itself": Broken(
        CABLE, "</svg>", '<g id="a"><use href="#a"/></g>\n</svg>', "", "has a <use> of a <use>"
    ),
    "a picture with a look from elsewhere": Broken(
        CABLE, "</svg>", "<style>@import 'https://example.org/a.css';</style>\n</svg>", "<style", "in its <style>"
    ),
    # being found
    "a phrase of another": Broken(
        M, '    "my badge is not read",', '"my badge is not read",\n"I can\'t print",', "I can't print", "printer"
    ),
    "a phrase that leads to another": Broken(
        M, '"my badge is not read",', '"my badge is not read",\n"the VPN does not connect",', "VPN", '"vpn"', True
    ),
    "another's title": Broken(M, '"My badge is not read"', '"Printing does not work"', "title =", "printer"),
    "no phrases": Broken(M, '    "my badge is not read",\n', "", "", "no phrases", True),
    # code
    "code that is no Python": Broken(CODE, "def detect(self,", "def detect(self", "def detect", "no Python"),
    "code that wants more": Broken(
        CODE, "from deskside.sdk", "import requests\nfrom deskside.sdk", "import requests", "mports requests"
    ),
    "code that changes for good": Broken(CODE, "def undo(", "def redo(", "class Paused", "no undo()"),
    "code without a fix": Broken(CODE, "    fix = Automatic", "    mend = Automatic", "class Paused", "no fix"),
    "code that breaks as it is loaded": Broken(CODE, "likelihood = 0.2", "likelihood = 1 / 0", "1 / 0", "ZeroDivision"),
    "a cause in both places": Broken(CODE, "class Paused", "class PageDown", "class PageDown", "manifest, too"),
    "an answer nobody asked for": Broken(CODE, '("where",)', '("when",)', "class Paused", "'when'"),
    # scenarios
    "a scenario that is no TOML": Broken(HEALTHY, 'system = "linux"', "system = linux", "system", "Invalid value"),
    "a scenario of a call nobody knows": Broken(
        SERVICE, '"services.start"\nwith', '"services.begin"\nwith', "services.begin", "no call"
    ),
    "a scenario with a key nobody knows": Broken(HEALTHY, "gives = { known", "give = { known", "give = {", "give"),
    "a scenario that hopes for nobody": Broken(
        SERVICE, '["service-stopped"]', '["service-gone"]', "findings", "service-gone"
    ),
    "a scenario of no outcome": Broken(SERVICE, 'outcome = "fixed"', 'outcome = "mended"', "outcome", "mended"),
    "a scenario of no system": Broken(HEALTHY, 'system = "linux"', 'system = "solaris"', "system", "solaris"),
    "a scenario beyond the needs": Broken(
        HEALTHY, 'call = "services.state"', 'call = "disk.volumes"', "disk.volumes", "needs"
    ),
    "a scenario that never answers": Broken(SERVICE, "with = { service", "with = { servise", "servise", "servise"),
    # translations
    "a text without translation": Broken(
        DE, "Der Drucker ist angehalten. Daher druckt er nicht.", "", "so nothing", "Not translated", True
    ),
    "a translation that is damaged": Broken(
        DE, "Ist der Drucker angehalten?", 'Ist der "Drucker" aus?', 'Ist der "D', "damaged"
    ),
    "a translation with a hole": Broken(DE, "Der Drucker {name} ist", "Der Drucker ist", "{name}", "{name}"),
    "a word of our trade in German": Broken(
        DE, "Unsere eigene Seite öffnet", "Der Server öffnet", "Our own page does", "Server"
    ),
    # files
    "a file that is too large": Broken("pictures/large.png", "", "x" * (3 << 20), "", "larger than 2 MiB"),
    "a file that does not belong": Broken("minutes.docx", "", "not for everyone", "", "no part of", True),
    "a name not every system has": Broken("pictures/my picture.png", "", "", "", "not a name that every system"),
    "a name that is a device": Broken("aux.py", "", "", "", "not a name that every system"),
    "a picture lying about": Broken("door.png", "", "", "", "no part", True),
}  # fmt: skip


def link(folder: Path) -> Path:
    """A file that leads out of the folder."""
    made = folder / "pictures" / "door.svg"
    made.symlink_to("/etc/hostname")
    return made


def pipe(folder: Path) -> Path:
    made = folder / "names.py"
    os.mkfifo(made)
    return made


def capitals(folder: Path) -> Path:
    """Two files that are one on Windows."""
    for name in ("names.py", "Names.py"):
        (folder / name).write_text("", "utf-8")
    return folder / "names.py"


def folder_of_pictures(folder: Path) -> Path:
    """The pictures lie elsewhere."""
    (folder / "pictures").rename(folder.parent / "elsewhere")
    (folder / "pictures").symlink_to(folder.parent / "elsewhere")
    return folder / "pictures"


def no_scenarios(folder: Path) -> Path:
    for file in (folder / "scenarios").iterdir():
        file.unlink()
    return folder / "scenarios"


def no_manifest(folder: Path) -> Path:
    (folder / M).unlink()
    return folder / M


def not_utf8(folder: Path) -> Path:
    file = folder / CODE
    file.write_bytes("# Türe\n".encode("latin-1") + file.read_bytes())
    return file


def very_many(folder: Path) -> Path:
    for number in range(501):
        (folder / "pictures" / f"p{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def claims_much(folder: Path) -> Path:
    """A picture of a few bytes that says it has more pixels than a computer has memory for."""
    file = folder / "pictures" / "large.png"
    file.write_bytes(png(60_000, 60_000))
    return file


def half_a_picture(folder: Path) -> Path:
    file = folder / "pictures" / "half.png"
    file.write_bytes(png(40, 40)[:-30])
    return file


def png(width: int, height: int) -> bytes:
    """A picture whose rows are missing but for the first."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", zlib.compress(bytes(9))))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (*parts, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


BY_HAND: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a link": (link, "is a link"),
    "a pipe": (pipe, "is not a file"),
    "names that differ in capitals": (capitals, "differ only in capitals"),
    "a folder that is a link": (folder_of_pictures, "pictures is a link"),
    "no scenario at all": (no_scenarios, "There is no scenario"),
    "no manifest": (no_manifest, "There is no manifest.toml"),
    "code that is no text": (not_utf8, "can't be read as text"),
    "a picture that claims too much": (claims_much, "has 60000 × 60000 pixels"),
    "half a picture": (half_a_picture, "is damaged"),
    "too many files": (very_many, "500 are the most"),
}
"""What no edit of a text does. All are told in line 1."""

_WORDS = {
    "My badge is not read": "Mein Ausweis wird nicht gelesen",
    "Looks for what stands in the way, and mends what it can.": "Sucht, was im Weg steht, und hilft.",
    "Where is the door?": "Wo ist die Tür?",
    "Here": "Hier",
    "Elsewhere": "Woanders",
    "Is the network cable plugged in?": "Steckt das Kabel?",
    "The network cable is not plugged in.": "Das Kabel steckt nicht.",
    "Push the network cable in until it clicks, at the computer and at the wall.": "Drücken Sie das Kabel hinein.",
    "A laptop and a network cable. An arrow shows the plug going into the socket at the side.": "Laptop und Kabel.",
    "Is the part that prints running?": "Läuft der Teil, der druckt?",
    "The part of this computer that prints has stopped.": "Der Teil, der druckt, steht still.",
    "If this comes back tomorrow, tell IT. Something keeps stopping it.": "Kommt das wieder, sagen Sie es der IT.",
    "I can start it again. Nothing is lost.": "Ich kann ihn wieder starten. Nichts geht verloren.",
    "The part that prints runs again.": "Der Teil, der druckt, läuft wieder.",
    "Does our own page open?": "Geht unsere eigene Seite auf?",
    "Our own page does not open from here.": "Unsere eigene Seite öffnet von hier aus nicht.",
    "IT looks at the page, and tells you when it is back.": "Die IT sieht nach und sagt Ihnen, wenn es geht.",
    "Is the printer paused?": "Ist der Drucker angehalten?",
    "The printer is paused, so nothing is printed.": "Der Drucker ist angehalten. Daher druckt er nicht.",
    "I can switch it on again. Nothing is lost.": "Ich kann ihn wieder anstellen. Nichts geht verloren.",
    "The printer {name} is paused.": "Der Drucker {name} ist angehalten.",
}  # fmt: skip
GERMAN = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n' + "".join(
    f'\nmsgid "{source}"\nmsgstr "{said}"\n' for source, said in _WORDS.items()
)
