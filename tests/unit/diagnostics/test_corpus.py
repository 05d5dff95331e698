"""Nothing private is left of the planted texts, what looks private and is not stays readable."""

from __future__ import annotations

from collections import Counter

import pytest

from deskside.diagnostics.redact import Redactor
from deskside.diagnostics.standins import KINDS

from .planted import Planted, corpus, pieces

TEXTS = corpus()
by_name = pytest.mark.parametrize("planted", TEXTS, ids=lambda planted: planted.name)


@by_name
def test_no_private_value_is_left(planted: Planted) -> None:
    redacted = Redactor().redact(planted.text).text
    left = [value for _kind, value in planted.private for piece in pieces(value) if piece in redacted]
    assert not left, redacted


@by_name
def test_what_is_not_private_stays_readable(planted: Planted) -> None:
    redacted = Redactor().redact(planted.text).text
    wanted = Counter(planted.harmless)
    gone = [value for value, count in wanted.items() if redacted.count(value) < count]
    assert not gone, redacted


@by_name
def test_a_redacted_text_is_not_changed_again(planted: Planted) -> None:
    redacted = Redactor().redact(planted.text).text
    assert Redactor().redact(redacted).text == redacted


def test_the_corpus_has_every_kind_and_enough_texts() -> None:
    assert len(TEXTS) >= 60
    assert {kind for planted in TEXTS for kind, _value in planted.private} == set(KINDS) - {"hidden"}
    assert sum(len(planted.harmless) for planted in TEXTS) >= 200
