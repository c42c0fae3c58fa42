"""Which models the guide can be given, and one real one, where there is one."""

import os

import pytest

from knowledge_base.guide import LONGEST
from knowledge_base.guide_by_model import Speaker
from knowledge_base.model_ladder import open_model
from knowledge_base.search import Knowledge
from prompts.for_model import guide_instructions
from tests.knowledge_base.guide_endpoint import drafts, serving
from tests.knowledge_base.test_guide_by_model import GOOD, THOUGHT, hear


@pytest.mark.parametrize("name", ["", "llama3.1", "openai:"])
def test_a_model_without_provider_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="provider:model"):
        open_model(name, url="", key="", seconds=1.0)


def test_ollama_is_asked_at_its_own_address(knowledge: Knowledge) -> None:
    with serving() as endpoint:
        endpoint.plan = [drafts(*GOOD)]
        model = open_model("ollama:llama3.1", url=endpoint.url.removesuffix("/v1"), key="", seconds=4.0)
        speaker = Speaker(model, instructions=guide_instructions())
        assert hear(knowledge, speaker).source == "model"
        assert endpoint.asked[0]["model"] == "llama3.1"
        speaker.close()


@pytest.mark.skipif("KLANKBORD_TEST_CHAT_MODEL" not in os.environ, reason="needs a real model")
def test_a_real_small_model_gives_supported_guidance_or_none(knowledge: Knowledge) -> None:
    name, url = os.environ["KLANKBORD_TEST_CHAT_MODEL"], os.environ.get("KLANKBORD_TEST_CHAT_URL", "")
    model = open_model(name, url=url, key="", seconds=60.0)
    speaker = Speaker(model, instructions=guide_instructions(), seconds=60.0)
    for text, language in ((THOUGHT, "nl"), ("We never meet, all our timetables differ.", "en")):
        reply = hear(knowledge, speaker, text, "nl" if language == "nl" else "en")
        assert reply.concepts
        assert len(reply.text.split()) <= LONGEST
    speaker.close()
