"""Pictures of steps: those that are named and not there, those that are there and never shown, those that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from deskside.casework.bare_png import bare_png
from deskside.catalogue.drawing import too_much
from deskside.catalogue.fields import PICTURE
from deskside.catalogue.image_size import MOST_PIXELS, PNG, image_size
from deskside.catalogue.pictures import MAX_PICTURE
from deskside.config.files import Unreadable, read_bytes
from deskside.errors import NeedsEdit
from deskside.kit.linting.reading import Subject, strings
from deskside.kit.remarks import Remark, Severity

_DOES = re.compile(r"^(?:script|handler|foreignObject|iframe|set|animate\w*)$")
"""Elements that do something, where a picture should only show."""
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)|@import")
_ENTITY = re.compile(rb"<!(ENTITY|DOCTYPE)", re.IGNORECASE)


def pictures(subject: Subject) -> Iterator[Remark]:
    folder = subject.own.folder / "pictures"
    there = sorted(file for file in folder.glob("*") if PICTURE.fullmatch(file.name) and not file.is_symlink())
    named = {cause.fix.picture for cause in subject.causes if cause.fix.picture}
    for module, node in strings(subject.modules):
        name = str(node.value)
        if PICTURE.fullmatch(name):
            named.add(name)
            if not (folder / name).is_file():
                says = f"There is no pictures/{name}."
                yield Remark(module.file, node.lineno, says, "Put the picture there, or name the right one.")
    for file in there:
        if file.name not in named:
            says = f"No step shows pictures/{file.name}."
            yield Remark(file, 1, says, f'Write picture = "{file.name}" into a step, or remove it.', Severity.ADVICE)
        yield from _drawn(file)


def _drawn(file: Path) -> Iterator[Remark]:
    """A file that is no picture leaves a hole on the page."""
    try:
        content = read_bytes(file, MAX_PICTURE, links=False)
    except Unreadable:
        return  # told with the files
    if file.suffix != ".svg":
        yield from _photographed(file, content)
        return
    if _ENTITY.search(content):
        yield Remark(file, 1, f"{file.name} has a DOCTYPE or entities.", "Save it as a plain SVG.")
        return
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - without entities, and the publisher's own file
    except ElementTree.ParseError as problem:
        yield Remark(file, problem.position[0], f"{file.name} is no SVG picture: {problem}.", "Save it anew as SVG.")
        return
    if root.tag.rpartition("}")[2] != "svg":
        yield Remark(file, 1, f"{file.name} is no SVG picture.", "Save it anew as SVG.")
    lines = content.decode("utf-8", "replace").splitlines()
    if told := too_much(content.decode("utf-8", "replace")):
        yield Remark(
            file,
            1,
            f"{file.name} {told}: it would not be shown.",
            "Draw each shape once, and few that cross each other.",
        )
    for what, says in dict(_more_than_a_drawing(root)).items():
        line = next((number for number, text in enumerate(lines, 1) if what in text), 1)
        yield Remark(file, line, f"{file.name} {says}.", "Draw it with shapes and text only, all in this one file.")


def _photographed(file: Path, content: bytes) -> Iterator[Remark]:
    size = image_size(content) if content.startswith(PNG) else None
    if size is None or not size.pixels:
        yield Remark(file, 1, f"{file.name} is no PNG picture.", "Save it as PNG; renaming is not enough.")
    elif size.pixels > MOST_PIXELS:
        says = f"{file.name} has {size.width} × {size.height} pixels: it would not be shown."
        yield Remark(file, 1, says, "Make it smaller: 3840 × 2160 pixels are the most, and 1600 × 1200 are plenty.")
    elif not _whole(file.name, content):
        yield Remark(file, 1, f"{file.name} is damaged: a part of it is missing.", "Save it anew as PNG.")


def _whole(name: str, content: bytes) -> bool:
    try:
        bare_png(name, content)
    except NeedsEdit:
        return False
    return True


def _more_than_a_drawing(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """What to look for in the file, and what it is: pictures are shown on every computer, and fetch and do nothing."""
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if _DOES.match(name):
            yield f"<{name}", f"has a <{name}>: it does more than show something"
        if name == "style" and _OUTSIDE.search(element.text or ""):
            yield "<style", "takes something from elsewhere in its <style>"
        for key, value in element.attrib.items():
            attribute = key.rpartition("}")[2]
            if attribute.startswith("on"):
                yield f"{attribute}=", f"has {attribute}=: it does something when it is touched"
            elif (attribute == "href" and not value.startswith(("#", "data:image/"))) or _OUTSIDE.search(value):
                yield value, f"takes {value[:60]!r} from elsewhere"
