"""The protocol by hand: what real systems said is read rightly, and no bytes a printer may send do harm."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.errors import Unavailable
from deskside.system import ipp

from .servers import ANSWERS, answer


def test_a_request_reads_back_as_what_was_asked() -> None:
    items = [
        ipp.Item(ipp.URI, "printer-uri", ["ipp://localhost/printers/B%C3%BCro"]),
        ipp.Item(ipp.KEYWORD, "requested-attributes", ["printer-state", "printer-name"]),
        ipp.Item(ipp.INTEGER, "limit", [500]),
        ipp.Item(ipp.BOOLEAN, "my-jobs", [True]),
    ]
    data = ipp.request(ipp.GET_JOBS, items, version=(1, 1))
    assert data[:4] == bytes([1, 1, 0, ipp.GET_JOBS])
    ((kind, attributes),) = ipp.reply(data).groups
    assert kind == ipp.OPERATION
    assert list(attributes) == [
        *("attributes-charset", "attributes-natural-language", "printer-uri"),
        *("requested-attributes", "limit", "my-jobs"),
    ]
    assert attributes["requested-attributes"] == ["printer-state", "printer-name"]
    assert attributes["limit"] == [500]
    assert attributes["my-jobs"] == [True]


def test_all_that_cups_says_of_a_printer_is_read_with_collections_left_out() -> None:
    (printer,) = ipp.reply(answer("cups-everything")).of(ipp.PRINTER)
    assert ipp.text(printer, "printer-name") == "Office"
    assert ipp.number(printer, "printer-state") == 3
    assert printer["printer-is-accepting-jobs"] == [True]
    assert ipp.words(printer, "printer-state-reasons") == []
    assert printer["media-col-default"] == []
    assert "x-dimension" not in printer


def test_an_answer_names_its_status() -> None:
    assert ipp.reply(answer("cups-done")).ok
    assert ipp.reply(answer("cups-no-queues")).status == ipp.NOT_FOUND


@pytest.mark.parametrize("name", sorted(path.stem for path in ANSWERS.glob("*.ipp")))
def test_an_answer_cut_off_anywhere_is_not_taken_for_a_whole_one(name: str) -> None:
    whole = answer(name)
    for length in range(0, len(whole), 1 + len(whole) // 500):
        with pytest.raises(Unavailable):
            ipp.reply(whole[:length])


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with contextlib.suppress(Unavailable):
        ipp.reply(b"\x02\x00\x00\x00\x00\x00\x00\x01" + data)


def test_deep_nesting_is_read_in_one_pass() -> None:
    begin = b"\x34\x00\x01a\x00\x00"
    data = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" + begin * 20_000 + b"\x37\x00\x00\x00\x00" * 20_000
    ((_, attributes),) = ipp.reply(data + b"\x44\x00\x01b\x00\x01x\x03").groups
    assert attributes == {"a": [], "b": ["x"]}


def test_an_answer_with_endlessly_many_values_is_refused() -> None:
    data = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x44\x00\x01a\x00\x01x" + b"\x44\x00\x00\x00\x01x" * 60_000 + b"\x03"
    with pytest.raises(Unavailable, match="too many"):
        ipp.reply(data)


def test_text_with_its_language_is_read_as_the_text() -> None:
    inner = b"\x00\x02de\x00\x04halt"
    data = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x35\x00\x01a" + len(inner).to_bytes(2, "big") + inner + b"\x03"
    assert ipp.reply(data).groups[0][1] == {"a": ["halt"]}
