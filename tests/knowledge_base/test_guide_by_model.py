"""The guide with a language model: whatever the endpoint does, a teacher gets a good answer in time."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from knowledge_base.cards import Language
from knowledge_base.guide import LONGEST, Reply
from knowledge_base.guide_by_model import FAILURES, Redacted, Speaker, answer
from knowledge_base.model_ladder import open_model
from knowledge_base.search import Knowledge
from meaning.heavy import Meaning
from prompts.for_model import guide_instructions
from tests.knowledge_base.guide_endpoint import (
    ALL,
    Behaviour,
    Endpoint,
    as_draft,
    drafts,
    fails,
    says,
    serving,
    slowly,
)

THOUGHT = "We zien elkaar nooit, ieder heeft een ander rooster."
ACKNOWLEDGE = ("acknowledge", "Dat klinkt lastig, dat jullie elkaar nooit zien.", "")
GUIDANCE = (
    "guidance",
    "Jullie zouden één vast kwartier in de week in het rooster kunnen zetten, zonder agenda.",
    "structural",
)
QUESTION = (
    "question",
    "Op welk moment in je week zou een gesprek met een collega het meest helpen?",
    "structural",
)
GOOD = (ACKNOWLEDGE, GUIDANCE, QUESTION)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as served:
        yield served


@pytest.fixture
def speaker(endpoint: Endpoint) -> Iterator[Speaker]:
    opened = speak(endpoint.url)
    yield opened
    opened.close()


def speak(url: str, *, seconds: float = 4.0) -> Speaker:
    model = open_model("openai:test", url=url, key="", seconds=seconds)
    return Speaker(model, instructions=guide_instructions(), seconds=seconds)


def hear(
    knowledge: Knowledge,
    speaker: Speaker | None,
    text: str = THOUGHT,
    language: Language = "nl",
    turn: int = 1,
) -> Reply:
    meaning = Meaning(text)
    return answer(knowledge, speaker, text=Redacted(text), meaning=meaning, language=language, turn=turn)


@pytest.mark.parametrize("way", ALL)
@pytest.mark.parametrize("refusal", [400, 500])
def test_any_way_of_asking_that_the_endpoint_knows_gets_an_answer(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker, way: str, refusal: int
) -> None:
    endpoint.knows, endpoint.refusal, endpoint.plan = (way,), refusal, [drafts(*GOOD)]
    reply = hear(knowledge, speaker)
    assert reply.source == "model"
    assert reply.text.split("\n\n")[0] == ACKNOWLEDGE[1]
    assert GUIDANCE[1] in reply.text
    assert reply.text.endswith(QUESTION[1])
    assert reply.citation is not None
    assert reply.citation in reply.text
    first = len(endpoint.asked)
    assert hear(knowledge, speaker) == reply
    assert len(endpoint.asked) == first + 1, "what worked was not remembered"


def test_the_model_sees_the_talk_and_three_cards_and_nothing_else(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker
) -> None:
    endpoint.plan = [drafts(*GOOD)]
    hear(knowledge, speaker)
    (body,) = endpoint.asked
    messages = body["messages"]
    assert isinstance(messages, list)
    assert [message["role"] for message in messages] == ["system", "user"]
    assert THOUGHT not in messages[0]["content"]
    assert messages[1]["content"].count('"practices"') <= 3
    assert THOUGHT in messages[1]["content"]


BAD: dict[str, Behaviour] = {
    "bad JSON": says('{"sentences": [{"kind": "guid'),
    "another shape": says('{"answer": "Plan een kwartier.", "mood": 3}'),
    "empty": says(""),
    "no sentences": says('{"sentences": []}'),
    "huge": says(as_draft(("guidance", "kwartier " * 200_000, "structural"))),
    "prose alone": says("Plan gewoon een vast kwartier per week in het rooster."),
    "another language": drafts(("guidance", "Pick one fixed quarter of an hour a week.", "structural")),
    "another card": drafts(("guidance", GUIDANCE[1], "bonding")),
    "a card that does not exist": drafts(("guidance", GUIDANCE[1], "secret")),
    "no card": drafts(("guidance", GUIDANCE[1], "")),
    "no guidance": drafts(ACKNOWLEDGE, QUESTION),
    "not allowed": fails(401),
    "unknown model": fails(404),
    "too many requests": fails(429),
    "broken": fails(500),
}


@pytest.mark.parametrize("name", BAD)
def test_whatever_goes_wrong_the_cards_answer(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker, name: str
) -> None:
    endpoint.plan = [BAD[name]]
    assert hear(knowledge, speaker) == hear(knowledge, None)


def test_json_with_prose_around_it_is_found(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker
) -> None:
    endpoint.plan = [says(f"Sure! Here is my answer:\n```json\n{as_draft(*GOOD)}\n```\nGood luck.")]
    endpoint.knows = ("text",)
    assert hear(knowledge, speaker).source == "model"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_that_passes_is_tried_again(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker, status: int
) -> None:
    endpoint.plan = [fails(status), drafts(*GOOD)]
    assert hear(knowledge, speaker).source == "model"
    assert len(endpoint.asked) == 2


def test_a_slow_model_is_not_waited_for(knowledge: Knowledge, endpoint: Endpoint) -> None:
    endpoint.plan = [slowly(3.0, drafts(*GOOD))]
    speaker = speak(endpoint.url, seconds=0.5)
    start = time.monotonic()
    assert hear(knowledge, speaker).source == "cards"
    assert time.monotonic() - start < 2.0
    speaker.close()


def test_after_some_failures_in_a_row_the_model_is_left_alone(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker
) -> None:
    endpoint.plan = [fails(401)]
    for _ in range(FAILURES + 2):
        assert hear(knowledge, speaker).source == "cards"
    assert len(endpoint.asked) == FAILURES


def test_a_connection_that_closes_at_once_ends_in_the_cards(knowledge: Knowledge) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            while True:
                try:
                    listening.accept()[0].close()
                except OSError:
                    return

        threading.Thread(target=hang_up, daemon=True).start()
        speaker = speak(f"http://127.0.0.1:{listening.getsockname()[1]}/v1")
        assert hear(knowledge, speaker).source == "cards"
        speaker.close()
        listening.shutdown(socket.SHUT_RDWR)


def test_nobody_there_ends_in_the_cards(knowledge: Knowledge) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    speaker = speak(f"http://127.0.0.1:{port}/v1")
    assert hear(knowledge, speaker).source == "cards"
    speaker.close()


def test_an_acknowledgement_or_question_that_does_not_pass_is_replaced(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker
) -> None:
    bad = (
        ("acknowledge", "Jouw team scoort lager dan de andere teams.", ""),
        GUIDANCE,
        ("question", "Waarom moet jouw teamleider weg?", "structural"),
    )
    endpoint.plan = [drafts(*bad)]
    reply, own = hear(knowledge, speaker), hear(knowledge, None)
    assert reply.source == "model"
    assert reply.text.split("\n\n")[0] == own.text.split("\n\n")[0]
    assert reply.text.split("\n\n")[-1] == own.text.split("\n\n")[-1]


def test_unsupported_sentences_are_dropped_and_the_rest_is_kept(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker
) -> None:
    lie = "Uit onderzoek blijkt dat teams hierdoor de helft beter presteren."
    endpoint.plan = [drafts(ACKNOWLEDGE, ("guidance", f"{GUIDANCE[1]} {lie}", "structural"), QUESTION)]
    reply = hear(knowledge, speaker)
    assert reply.source == "model"
    assert lie not in reply.text
    assert GUIDANCE[1] in reply.text


def test_a_reply_is_never_longer_than_ninety_words(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker
) -> None:
    card = knowledge.card("structural", "nl")
    endpoint.plan = [
        drafts(ACKNOWLEDGE, *(("guidance", p.text, "structural") for p in card.practices), QUESTION)
    ]
    reply = hear(knowledge, speaker)
    assert reply.source == "model"
    assert len(reply.text.split()) <= LONGEST


@pytest.mark.parametrize(
    "text", ["Hoe maak ik lasagne?", "geen idee", "Het heeft toch allemaal geen zin meer."]
)
def test_silence_and_first_listening_are_not_left_to_a_model(
    knowledge: Knowledge, endpoint: Endpoint, speaker: Speaker, text: str
) -> None:
    endpoint.plan = [drafts(*GOOD)]
    assert hear(knowledge, speaker, text).source == "cards"
    assert hear(knowledge, speaker, turn=3).source == "cards"
    assert endpoint.asked == []


def test_only_redacted_words_reach_a_model(knowledge: Knowledge, speaker: Speaker) -> None:
    card = knowledge.card("structural", "nl")
    with pytest.raises(TypeError, match="redacted"):
        speaker.draft(language="nl", cards=[card], talk=[THOUGHT])  # type: ignore[list-item]
