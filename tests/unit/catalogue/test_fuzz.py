"""Whatever stands in a troubleshooter's folder, the list is made and the reason is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.catalogue import Listing, discover
from deskside.config.change import toml
from deskside.model.troubleshooter import FixKind

from .broken_manifests import BROKEN
from .conftest import GOOD

values = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["offline", "printing.queues", "do", "is"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["do", "is", "people", "hands_on", "value", "label", "service", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)
KEYS = sorted({line.split(" = ")[0] for line in GOOD.splitlines() if " = " in line})


@st.composite
def manifests(draw: st.DrawFn) -> bytes:
    """A good manifest with some values exchanged, lines moved, or bytes damaged."""
    lines = GOOD.splitlines()
    for _time in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["value", "value", "value", "drop", "double", "move"])):
            case "value":
                key = lines[at].split(" = ")[0] if " = " in lines[at] else draw(st.sampled_from(KEYS))
                lines[at] = f"{key} = {toml(draw(values))}"
            case "drop":
                lines[at] = ""
            case "double":
                lines.insert(at, draw(st.sampled_from(lines)))
            case _:
                lines.insert(draw(st.integers(0, len(lines))), lines[at])
    content = "\n".join(lines).encode()
    if draw(st.integers(0, 5)) == 0:
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(st.binary(max_size=6)) + content[at + draw(st.integers(0, 6)) :]
    return content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf") / "printer"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "button.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "locale").mkdir()
    return folder


def listed(folder: Path) -> Listing:
    """What comes of the one folder: it is good, or it is broken with a reason."""
    listing = discover([folder.parent], "de")
    assert len(listing.troubleshooters) + len(listing.broken) == 1
    for broken in listing.broken:
        assert len(broken.why) > 20
        assert broken.why.isprintable()
    return listing


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_for_a_manifest_are_listed_with_a_reason(folder: Path, content: bytes) -> None:
    (folder / "manifest.toml").write_bytes(content)
    assert listed(folder).broken


@given(manifests())
def test_a_manifest_with_anything_in_place_of_its_values_is_good_or_has_a_reason(folder: Path, content: bytes) -> None:
    (folder / "manifest.toml").write_bytes(content)
    for own in listed(folder).troubleshooters:
        for cause in own.causes:
            assert 0 < cause.likelihood <= 1
            assert cause.fix.consent
            if cause.fix.kind is FixKind.AUTOMATIC:
                assert cause.fix.undo or cause.fix.no_undo_why
            else:
                assert bool(cause.do) == bool(cause.fix.opens)


@given(st.binary(max_size=200), st.sampled_from([broken.new for broken in BROKEN.values()]))
def test_any_bytes_for_a_translation_leave_the_troubleshooter_whole(folder: Path, content: bytes, text: str) -> None:
    (folder / "manifest.toml").write_text(GOOD, encoding="utf-8")
    (folder / "locale" / "de.po").write_bytes(b"msgid " + toml(text).encode() + b"\nmsgstr " + content)
    assert len(listed(folder).troubleshooters) == 1
