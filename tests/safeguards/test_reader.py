"""What the learnt reader hears: names of people, schools and places on no list and beside no cue."""

import pytest

from safeguards.lists import lists
from safeguards.messages import marked_messages
from safeguards.reader import Reader
from safeguards.redaction import redact
from safeguards.train_reader import examples, fit
from safeguards.words import cut


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De bijeenkomst van PCOU was saai", "PCOU"),
        ("Bij de Lindenborg hadden we een vast uur", "de Lindenborg"),
        ("When I was at the Priory we had a proper hour", "the Priory"),
        ("We moved from Harehills to the new building", "Harehills"),
        ("op de naschoolse dag in Oostmalle was het fijn", "Oostmalle"),
        ("gisteren met Xelvania de toets gemaakt", "Xelvania"),
    ],
)
def test_a_name_on_no_list_is_heard_by_how_it_stands(text: str, name: str) -> None:
    assert name not in redact(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Heb je soms een sectie die alles met een grap afdoet?",
        "Mag het ook eens over leren gaan ipv over lijstjes?",
        "i've stopped replying-all and started walking over",
        "Deze week met de hele ploeg gelachen",
        "Formatief handelen kost tijd",
        "The Leaving Cert reform has us all lost",
    ],
)
def test_words_that_are_made_of_words_stay(text: str) -> None:
    assert redact(text).spans == ()


def test_a_listed_name_is_also_learnt_as_if_it_were_on_no_list() -> None:
    message = next(m for m in marked_messages("third") if "sanne" in m.text)
    seen = [example.seen for example in examples(message, lists()) if example.names == "person"]

    assert any("Kfirstl" in one for one in seen)
    assert any("Kunknownl" in one for one in seen)


def test_learning_twice_gives_the_same_weights() -> None:
    few = marked_messages("blind")[:60]

    assert fit(few) == fit(few)


def test_small_and_daily_words_are_not_looked_at() -> None:
    reader = Reader(cut("we hebben het met xandrine over de toets", lists()), lists())

    assert [word.key for at, word in enumerate(reader.words) if reader.may_name(at)] == ["xandrine"]
