"""What the tagger hears by how something stands, what it leaves, and what it is taught with."""

from itertools import pairwise
from random import Random

import pytest

from safeguards.lists import lists
from safeguards.messages import MarkedMessage, marked_messages
from safeguards.redaction import redact
from safeguards.rules import find_by_rules
from safeguards.seen import look
from safeguards.words import cut
from tuning.altered import altered, altering
from tuning.examples import SILENT, example


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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("app me op nul zes achtentwintig vierenveertig nul drie zeventien", "nul zes"),
        ("text me on oh seven seven double oh, nine hundred, six five one", "double oh"),
        ("stuur het naar sofie underscore dv apestaart telenet punt be", "sofie"),
        ("mail kwinten.celis88 AT gmail DOT com", "kwinten"),
    ],
)
def test_what_is_spelt_out_goes_too(text: str, number: str) -> None:
    assert number not in redact(text).text


@pytest.mark.parametrize(
    "text", ["een twee drie in de maat", "one, two, three, and it was over", "ten out of ten"]
)
def test_words_that_count_stay(text: str) -> None:
    assert redact(text).spans == ()


def test_characters_that_come_apart_are_taken_out_once() -> None:
    spans = redact("Fatima½ en Kees¼").spans
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_how_the_whole_message_is_typed_is_seen_of_every_word() -> None:
    def seen(text: str) -> set[str]:
        words = cut(text, lists())
        hits = find_by_rules(text, words, lists())
        return set.intersection(*(set(one.about) for one in look(text, words, lists(), hits)))

    assert seen("ik sprak kees over de toets") != seen("Ik sprak Kees over de toets")


def test_a_message_told_again_has_its_marks_in_place() -> None:
    messages = marked_messages("third")
    by, chance = altering(messages), Random(0)
    for message in messages:
        again = altered(message, by, chance)
        assert len(again.spans) == len(message.spans)
        for start, end, _ in again.spans:
            assert 0 <= start < end <= len(again.text)
            assert again.text[start:end].strip() == again.text[start:end]


def test_another_name_stands_in_for_a_name_written_like_it() -> None:
    message = MarkedMessage("met roos en FATIMA", ((4, 8, "person"), (12, 18, "person")))
    by = altering([message])
    told = {altered(message, by, Random(seed)).text for seed in range(30)}
    names = {text.split(" en ")[-1] for text in told}

    assert len(names) > 5
    assert any(name.isupper() for name in names)


def test_an_article_that_some_mark_teaches_nothing() -> None:
    text = "de conciërge zei het"
    one = example(MarkedMessage(text, ((3, 12, "role"),)), Random(0), hidden=0.0)

    assert one is not None
    assert one.types == [SILENT, 2, 0, 0]


def test_a_listed_name_is_also_shown_as_if_it_were_on_no_list() -> None:
    message = MarkedMessage("met fatima gewerkt", ((4, 10, "person"),))
    shown = example(message, Random(0), hidden=0.0)
    hidden = example(message, Random(0), hidden=1.0)

    assert shown is not None
    assert hidden is not None
    assert "k:first" in shown.seen[1]
    assert "k:unknown" in hidden.seen[1]


def test_a_figure_by_itself_points_to_nobody() -> None:
    assert redact("<i>&amp; =1+1 😀 " * 40).spans == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Annemarie van 't Hof kwam langs", "[naam] kwam langs"),
        ("met Rob van de Ven en Truus", "met [naam] en [naam]"),
        ("Kees van Engels zei het", "[naam] van Engels zei het"),
        ("Jan 8: back with the team", "[date]: back with the team"),
    ],
)
def test_a_family_name_goes_with_its_prefixes_and_a_date_before_a_colon(text: str, left: str) -> None:
    assert redact(text).text == left


def test_an_article_is_no_name() -> None:
    assert redact("An angry parent called about the detention").spans == ()
    assert redact("An kwam langs met de toetsen").text == "[naam] kwam langs met de toetsen"
