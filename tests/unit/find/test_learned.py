"""People are understood who name nothing, mistype, mix languages, or want something that is not ours."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest

from deskside.find import Entry, Index, Learned, read_learned
from deskside.find.concepts import read_concepts
from deskside.find.learned import FILE
from deskside.find.slips import Slips

RESOURCES = Path(__file__).resolve().parents[3] / "resources" / "find"


@pytest.fixture(scope="module")
def learned() -> Learned:
    found = read_learned(RESOURCES)
    assert found is not None, "resources/find/learned.bin is not there: ./dev setup makes it"
    return found


@pytest.fixture(scope="module")
def index(learned: Learned) -> Index:
    """Nothing but names: what is found here is found by what was learned."""
    return Index([Entry(topic, topic) for topic in learned.topics if topic != "none"], learned)


SYMPTOMS = {
    "the sheets come out completely empty": "printer",
    "my colleagues can't make out a word I say in the conference": "microphone",
    "it only lasts twenty minutes on the train": "battery",
    "a man from Microsoft rang and wanted me to type something in": "security",
    "I click on the letters and other letters appear": "keyboard-mouse",
    "der Rechner braucht morgens eine Viertelstunde bis ich was machen kann": "slow-computer",
    "es steht da, dass kein Platz mehr ist": "disk-full",
    "on me voit pas, juste un carré noir à la place de ma tête": "camera",
    "ils n'arrivent pas à me joindre, ça ne sonne jamais sur le fixe": "phone",
    "va una hora atrasado desde el domingo": "clock",
    "no oigo nada por los cascos": "sound",
}

NOT_OURS = (
    "how many days off do I have left",
    "what is the capital of Australia",
    "please order a new office chair for me",
    "wie wird das Wetter morgen",
    "was gibt es heute in der Kantine",
    "quel est le numéro de la mutuelle",
    "quiero cambiar el día de mis vacaciones",
    "tell me a joke",
    "football results last night",
    "xkqpf wjzz",
)


def test_a_symptom_that_names_nothing_leads_to_its_problem(index: Index) -> None:
    among_three = {words: [hit.id for hit in index.search(words).results] for words in SYMPTOMS}
    assert {words for words, topic in SYMPTOMS.items() if topic not in among_three[words]} == set()


def test_most_of_what_is_not_ours_is_said_to_be_unsure(index: Index) -> None:
    taken = [words for words in NOT_OURS if index.search(words).sure]
    assert len(taken) <= 1, taken


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("my prnter is jamed", "printer"),
        ("i forgt my pasword", "sign-in"),
        ("the wfii keeps dropin", "wifi"),
        ("der Bildschrim flakcert", "display"),
        ("ma sourris ne marche puls", "keyboard-mouse"),
        ("la batteria no cagra", "battery"),
    ],
)
def test_slips_of_the_finger_do_not_lead_astray(index: Index, typed: str, topic: str) -> None:
    assert index.search(typed).results[0].id == topic


def test_languages_may_be_mixed(index: Index) -> None:
    assert index.search("mein Laptop battery lädt nicht anymore").results[0].id == "battery"
    assert index.search("Outlook ne marche plus, keine Mails since gestern").results[0].id == "email"


def test_a_problem_that_it_publishes_tomorrow_is_found_before_those_that_were_learned(learned: Learned) -> None:
    new = Entry(
        "label-scales",
        "The scales print no labels",
        titles=("The scales print no labels",),
        keywords=("scales", "weighing", "label scales"),
        phrases=("the scales show nothing",),
    )
    index = Index([*(Entry(topic, topic) for topic in learned.topics if topic != "none"), new], learned)
    found = index.search("the weighing scales in the shop are dead")
    assert (found.results[0].id, found.sure) == ("label-scales", True)


def test_a_notice_with_the_id_of_its_problem_is_found_by_its_own_words(learned: Learned) -> None:
    notice = Entry(
        "printer",
        "The Zebra moves house",
        "notice",
        titles=("The Zebra moves house",),
        keywords=("zebra", "move house"),
    )
    found = Index([Entry("printer", "printer"), notice], learned).search("the zebra moves house")
    assert (found.results[0].kind, found.sure) == ("notice", True)


def test_a_language_that_was_never_learned_is_found_by_its_own_words(learned: Learned) -> None:
    title = "Друкарка не друкує"
    printer = Entry("printer", title, titles=("Printing does not work", title), keywords=("printer",))
    others = (Entry(topic, topic) for topic in learned.topics if topic not in ("none", "printer"))
    found = Index([printer, *others], learned).search("друкарка не друкує")
    assert (found.results[0].id, found.sure) == ("printer", True)


def test_nothing_said_finds_nothing(index: Index) -> None:
    for words in ("", "   ", "?!", "🙂"):
        found = index.search(words)
        assert (found.results, found.sure) == ((), False)


def test_a_long_pasted_log_is_answered_as_a_short_one_is(index: Index) -> None:
    chance = random.Random(4)
    noise = " ".join("".join(chance.choices(string.ascii_lowercase, k=9)) for _word in range(50_000))
    assert index.search(f"my printer prints nothing {noise}").results


def test_a_search_without_what_was_learned_still_goes_by_shared_words(tmp_path: Path) -> None:
    assert read_learned(tmp_path) is None
    (tmp_path / FILE).write_bytes((RESOURCES / FILE).read_bytes()[:100_000])
    assert read_learned(tmp_path) is None
    index = Index([Entry("printer", "Printing", keywords=("toner",))], read_learned(tmp_path))
    assert index.search("no toner").results[0].id == "printer"


def test_every_language_has_words_for_the_same_things() -> None:
    def names(language: str) -> set[str]:
        lines = (RESOURCES / f"{language}.txt").read_text("utf-8").splitlines()
        return {line.partition(":")[0] for line in lines if ":" in line and not line.startswith("#")}

    everywhere = names("en")
    for language in ("de", "fr", "es"):
        assert names(language) <= everywhere, language
        assert {name for name in everywhere - names(language) if not name.endswith("code")} <= {"code2"}


def test_words_that_mean_the_same_meet_across_languages_and_in_compounds() -> None:
    concepts = read_concepts(RESOURCES)
    assert "gone" in set(concepts.of(["verschwunden"])) & set(concepts.of(["disparues"])) & set(
        concepts.of(["vanished"])
    )
    assert "phone" in concepts.of(["firmenhandy"])
    assert "bluescreen" in concepts.of(["a", "blue", "screen", "came"])


def test_only_unknown_words_are_put_right_and_to_the_most_usual_one() -> None:
    slips = Slips({"screen": 9, "scream": 1, "form": 3, "from": 50})
    assert slips.right(["scren", "form", "zzzzzzz", "a1b2"]) == ["screen", "form", "zzzzzzz", "a1b2"]
    assert slips.right(["fomr"]) == ["form"]
