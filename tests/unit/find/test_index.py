"""A person's own words lead to the troubleshooter that fits, and words about something else are not claimed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.find import Entry, Index, entry_of
from deskside.model.troubleshooter import Troubleshooter

PRINTER = Entry(
    "printer",
    "Printing does not work",
    titles=("Printing does not work", "Drucken geht nicht"),
    keywords=("printer", "print", "toner", "Drucker", "drucken", "Toner", "imprimante", "impresora"),
    phrases=(
        "my printer won't print",
        "nothing comes out",
        "nothing comes out of the printer",
        "the printer says offline",
        "mein Drucker druckt nicht",
        "es kommt nichts aus dem Drucker",
        "l'imprimante n'imprime pas",
    ),
    summaries=("Finds out why nothing is printed and gets it going again.",),
)
SOUND = Entry(
    "sound",
    "No sound",
    titles=("No sound", "Kein Ton"),
    keywords=("sound", "speaker", "headphones", "volume", "Ton", "Lautsprecher"),
    phrases=("I can't hear anything", "there is no sound", "ich höre nichts"),
)
INTERNET = Entry(
    "internet",
    "No internet connection",
    keywords=("internet", "online", "offline", "network", "Netzwerk"),
    phrases=("I am not online", "the internet does not work", "pages do not load"),
)
ALONE = Index([PRINTER])
THREE = Index([PRINTER, SOUND, INTERNET])


@pytest.mark.parametrize("index", [ALONE, THREE])
@pytest.mark.parametrize(
    "words",
    [
        "my printer wont print",
        "nothing comes out of the printer",
        "nothing comes out",
        "it says offline when I print",
        "es druckt nicht",
        "Drücker druckt nicht",
        "the prnter is broken",
        "can't prnit",
        "meine Drcuker geht nicht mehr",
        "Netzwerkdrucker spinnt",
        "l’imprimante ne marche plus",
        "PRINTER!!!",
    ],
)
def test_words_about_printing_lead_to_the_printer_and_are_sure(index: Index, words: str) -> None:
    found = index.search(words)
    assert found.sure
    assert found.results[0].id == "printer"
    assert found.query == words


@pytest.mark.parametrize(
    "words",
    [
        "order a new chair",
        "what's for lunch",
        "xyzzy",
        "hello how are you",
        "how many days off do I have left",
        "order a new printer",
        "ich möchte einen neuen Drucker bestellen",
        "thanks",
        "my computer is not working",
        "nothing works",
        "",
        "?!",
        "12345",
        "a" * 5000,
    ],
)
def test_what_is_not_ours_is_not_claimed(words: str) -> None:
    assert not ALONE.search(words).sure
    assert not THREE.search(words).sure


def test_a_word_that_several_share_tells_less_than_one_that_only_one_has() -> None:
    assert [hit.id for hit in THREE.search("printer offline").results] == ["printer", "internet"]
    assert THREE.search("internet offline").results[0].id == "internet"


def test_results_are_best_first_and_no_more_than_asked_for() -> None:
    found = THREE.search("no sound from the internet on my printer", limit=2)
    assert len(found.results) == 2
    scores = [hit.score for hit in found.results]
    assert scores == sorted(scores, reverse=True)
    assert THREE.search("printer", limit=0).results == ()
    assert THREE.search("printer", limit=0).sure


def test_a_result_says_what_is_shown() -> None:
    hit = ALONE.search("printer").results[0]
    assert (hit.id, hit.title, hit.kind) == ("printer", "Printing does not work", "troubleshooter")


def test_a_notice_can_be_found_beside_troubleshooters() -> None:
    notice = Entry("n1", "Toner is late this week", "notice", titles=("Toner is late this week",), keywords=("toner",))
    kinds = {hit.id: hit.kind for hit in Index([PRINTER, notice]).search("where is my toner").results}
    assert kinds == {"n1": "notice", "printer": "troubleshooter"}


def test_nothing_to_find_is_an_answer() -> None:
    found = Index([]).search("printer")
    assert found.results == ()
    assert not found.sure


MANIFEST = Troubleshooter(
    "printer",
    "1",
    "Printing does not work",
    Path(),
    summary="Gets it going again.",
    phrases=("nothing comes out",),
    keywords=("printer",),
    texts={
        "Printing does not work": "Drucken geht nicht",
        "printer": "Drucker",
        "nothing comes out": "es kommt nichts",
    },
)


def test_a_manifest_is_found_by_its_own_texts_and_by_their_translations() -> None:
    index = Index([entry_of(MANIFEST, [{"printer": "imprimante"}])])
    for words in ("printer", "Drucker", "es kommt nichts", "imprimante", "nothing comes out"):
        assert index.search(words).results, words
    assert index.search("printer").results[0].title == "Drucken geht nicht"


@given(st.text(max_size=200))
def test_any_words_get_an_answer_with_sane_scores(words: str) -> None:
    found = THREE.search(words)
    assert all(0 < hit.score <= 1 for hit in found.results)
    assert found == THREE.search(words)
    assert not found.sure or found.results


@given(st.sampled_from(["printer", "toner", "drucker", "imprimante"]), st.integers(0, 8), st.sampled_from("aeinrst"))
def test_one_letter_too_many_does_not_lose_a_word(word: str, place: int, letter: str) -> None:
    typed = word[:place] + letter + word[place:]
    assert [hit.id for hit in ALONE.search(typed).results] == ["printer"]


def test_the_very_words_of_one_entry_lead_to_it_and_those_of_two_to_neither_before_the_other() -> None:
    hall = Entry("hall", "The hall", keywords=("printer", "offline"), phrases=("it blinks", "I am not online"))
    index = Index([PRINTER, INTERNET, hall])
    assert index.search("It blinks.", 1).results[0].id == "hall"
    assert index.search("It blinks.", 1).sure
    assert not index.search("it blinks a lot", 1).sure
    shared = index.search("I am not online")
    assert shared.results[0].id == "internet"
    assert all(hit.score < 0.99 for hit in shared.results)
