"""What a child says on its pipe is the JSON everyone knows, although the child does without the json module."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.children.wire import decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(plain)
def test_what_is_said_is_understood_by_everyone(value: object) -> None:
    said = encode(value)
    assert "\n" not in said
    assert json.loads(said) == value


@given(plain)
def test_what_everyone_says_is_understood(value: object) -> None:
    assert decode(json.dumps(value, ensure_ascii=False)) == value


@pytest.mark.parametrize("value", [object(), {1: "one"}, {"deep": [b"bytes"]}, math.nan, math.inf, {1, 2}])
def test_what_is_not_plain_data_is_refused_and_named(value: object) -> None:
    with pytest.raises(TypeError, match="is not"):
        encode(value)


class Level(int):
    pass


def test_a_number_of_a_kind_of_its_own_is_a_number() -> None:
    assert encode({"level": Level(3), "pair": (1, 2)}) == '{"level":3,"pair":[1,2]}'
