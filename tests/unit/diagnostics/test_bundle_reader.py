"""What anyone may call a bundle is read, or refused in plain words, and is never more than this computer can hold."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.diagnostics.archive import read_archive
from deskside.diagnostics.bundle import make_bundle
from deskside.diagnostics.bundle_form import READ_ALL, READ_FILE
from deskside.diagnostics.bundle_reader import Bundle, read_bundle
from deskside.diagnostics.redact import Redactor
from deskside.errors import BundleProblem
from deskside.model.report import Fact, FactGroup

from .hostile_zips import BAD_NAMES, GOOD, LARGEST_READ, REFUSED, Piece, deflated, named, packed, pieces, with_json

FACTS = (Fact("disks", "/", "Disk /", {"full_percent": 93}), Fact("printers", "Office", "Printer Office", ["a", 1.5]))
GROUPS = (FactGroup("disks", "Disks", "How full your disks are."), FactGroup("printers", "Printers", "What prints."))
MADE = make_bundle(FACTS, {"disk.full": {"percent": 93}}, "Case: disk.full", Redactor(), GROUPS)


def refused(data: bytes) -> BundleProblem:
    with pytest.raises(BundleProblem) as problem:
        read_bundle(data)
    return problem.value


def test_what_deskside_packed_it_can_read_again() -> None:
    found = read_bundle(MADE)
    assert (found.facts, found.groups) == (FACTS, GROUPS)
    assert found.evidence == {"disk.full": {"percent": 93}}
    assert found.agent.startswith("Case: disk.full\n")
    with zipfile.ZipFile(io.BytesIO(MADE)) as archive:
        assert found.texts == tuple((name, archive.read(name).decode()) for name in archive.namelist())
    assert found.contents == found.texts[0][1]


@pytest.mark.parametrize("name", REFUSED)
def test_a_packed_file_made_to_do_harm_is_refused_in_plain_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data, why = REFUSED[name]
    problem = refused(data)
    assert why in problem.why
    assert 20 < len(problem.words()) < 120
    assert problem.words().endswith(".")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_part_with_a_name_that_could_do_harm_is_refused(name: bytes) -> None:
    for flags in (0, 0x800):
        with pytest.raises(BundleProblem) as problem:
            read_archive(named(name, flags))
        assert "name" in problem.value.why


def test_what_other_programs_pack_honestly_is_read() -> None:
    late = packed(
        Piece(
            name.encode(),
            content,
            flags=0x8,
            local_size=len(content),
            behind=b"PK\x07\x08" + crc_and_sizes(content),
            extra=b"UT\x05\x00\x03abcd",
            local_extra=b"UT\x05\x00\x03abcd",
        )
        for name, content in GOOD.items()
    )
    stored = packed(Piece(name.encode(), content, method=0) for name, content in GOOD.items())
    texts = [(name, content.decode()) for name, content in GOOD.items()]
    for data in (late, stored, packed(pieces())):
        assert list(read_bundle(data).texts) == texts


def crc_and_sizes(content: bytes) -> bytes:
    return struct.pack("<3L", zlib.crc32(content), len(deflated(content)), len(content))


def test_nothing_in_a_value_steers_the_screen_it_is_shown_on() -> None:
    sly = rb'{"schema":1,"evidence":{"a\u001b[2J":{"b":["\u202etxt.exe\u0007", 1]}}}'
    assert read_bundle(with_json(evidence=sly)).evidence == {"a\N{REPLACEMENT CHARACTER}[2J": {"b": ["�txt.exe�", 1]}}


def test_a_file_cut_off_anywhere_is_refused() -> None:
    for length in range(len(MADE)):
        refused(MADE[:length])


def test_a_file_with_any_one_byte_changed_is_refused_or_says_the_same() -> None:
    good, same = read_bundle(MADE), 0
    for at in range(len(MADE)):
        data = MADE[:at] + bytes([MADE[at] ^ 0xFF]) + MADE[at + 1 :]
        try:
            assert read_bundle(data) == good
            same += 1
        except BundleProblem:
            pass
    assert 0 < same < len(MADE) / 4, "only times and the like may change"


def test_no_packed_file_takes_more_memory_than_it_may() -> None:
    for name, (data, _why) in {**REFUSED, "the largest": (LARGEST_READ, "")}.items():
        tracemalloc.start()
        outcome(data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 12 * READ_ALL, f"{name} took {peak >> 20} MiB"


def outcome(data: bytes) -> Bundle | BundleProblem:
    """A bundle or a refusal: whatever else is raised fails the test."""
    try:
        return read_bundle(data)
    except BundleProblem as problem:
        return problem


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A packed file, good or made to do harm, with bytes cut out, put in, doubled or turned."""
    whole = st.sampled_from([data for data, _why in REFUSED.values() if len(data) < 20_000] + [MADE])
    content = draw(whole)
    for _time in range(draw(st.integers(0, 4))):
        back = draw(st.integers(0, len(content)) | st.integers(0, 200))  # the list of parts is at the end
        at = max(0, len(content) - back)
        more = draw(st.binary(max_size=6) | st.sampled_from([b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"\xff" * 4]))
        content = content[:at] + more + content[at + draw(st.sampled_from([0, len(more), len(more) + 1])) :]
    return content


@given(damaged() | st.binary(max_size=400).map(lambda tail: b"PK\x03\x04" + tail) | st.binary(max_size=200))
def test_any_bytes_are_a_bundle_or_are_refused(data: bytes) -> None:
    found = outcome(data)
    if isinstance(found, BundleProblem):
        assert found.why
        assert found.words().isprintable()
    else:
        assert [name for name, _text in found.texts] == list(GOOD)
        assert sum(len(text) for _name, text in found.texts) <= READ_ALL


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_in_place_of_the_facts_are_refused_or_read(content: bytes) -> None:
    outcome(with_json(content))
    outcome(with_json(evidence=b'{"schema":1,"evidence":{"a":' + content + b"}}"))


@given(values, st.text(max_size=40), st.text(max_size=40))
def test_whatever_goes_into_a_bundle_it_can_be_read_again(value: object, name: str, agent: str) -> None:
    made = make_bundle([Fact("x", name, name, value)], {name: value}, agent, Redactor())  # type: ignore[dict-item, arg-type]
    assert len(made) < READ_FILE
    found = read_bundle(made)
    again = read_bundle(make_bundle(found.facts, found.evidence, found.agent, Redactor()))
    assert (again.facts, again.evidence) == (found.facts, found.evidence)
