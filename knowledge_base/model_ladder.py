"""Getting a draft in a fixed shape out of any chat model, by the best way that its endpoint knows.

From a JSON schema down to JSON somewhere in a text; what worked is remembered. It judges no sentence.
"""

import json
import logging
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

Rung = Literal["json_schema", "function_calling", "json_mode", "text"]
RUNGS: tuple[Rung, ...] = ("json_schema", "function_calling", "json_mode", "text")

ATTEMPTS = 2  # of one call: a server that fails twice in a row is not waited for by a person who is typing
WAIT = 0.3  # seconds between two attempts; LangChain's own wait is as long as a turn
LONGEST = 8000  # characters of an answer that is read: a draft has some hundred words
TOKENS = 1000  # of an answer, for models that think first
OLLAMA = "http://127.0.0.1:11434"

SHAPE = (
    '{"sentences": [{"kind": "acknowledge", "text": "...", "card": ""}, '
    '{"kind": "guidance", "text": "...", "card": "..."}, {"kind": "question", "text": "...", "card": "..."}]}'
)


class Sentence(BaseModel):
    """One sentence of a draft, and the card that it stands on."""

    kind: Literal["acknowledge", "guidance", "question"]
    text: str = Field(max_length=400)
    card: str = Field(default="", max_length=80)


class Draft(BaseModel):
    """What a model would like to say."""

    sentences: list[Sentence] = Field(max_length=12)


class Unanswered(Exception):
    """No draft could be had; the message names a kind of error, never a text."""


class Ladder:
    """One chat model and the way of asking that its endpoint knows."""

    def __init__(self, model: "BaseChatModel") -> None:
        self._model = model
        self._chains: dict[Rung, Runnable[dict[str, str], Draft]] = {}
        self.rung: Rung | None = None  # what worked

    async def draft(self, values: Mapping[str, str]) -> Draft:
        """Ask for a draft with `instructions` and `talk`; raises `Unanswered`."""
        from langchain_core.exceptions import ModelAPIError, ModelError, ModelInvalidRequestError

        start = RUNGS.index(self.rung) if self.rung else 0
        error: Exception | None = None
        for rung in RUNGS[start:]:
            try:
                found = await self._chain(rung).ainvoke(dict(values))
            except (ModelAPIError, ModelInvalidRequestError) as refusal:
                if self.rung == rung:
                    raise Unanswered(type(refusal).__name__) from None  # it could do this before
                error = refusal  # some endpoints answer an unknown way of asking with 400, others with 500
            except ModelError as down:
                raise Unanswered(type(down).__name__) from None
            except Exception as other:  # noqa: BLE001 - whatever a provider makes of a bad answer
                error = other
            else:
                self.rung = self.rung or rung
                return found
        raise Unanswered(type(error).__name__) from None

    def _chain(self, rung: Rung) -> "Runnable[dict[str, str], Draft]":
        if rung not in self._chains:
            self._chains[rung] = _chain(self._model, rung)
        return self._chains[rung]


def open_model(name: str, *, url: str, key: str, seconds: float) -> "BaseChatModel":
    """Open the chat model `provider:model` through LangChain's own factory; tracing is off from then on.

    `url` is the endpoint's base address and `key` its key, both may be empty. Raises ValueError for a name
    without a provider, ImportError for a provider that is not installed.
    """
    provider, colon, model = name.partition(":")
    if not colon or not model:
        raise ValueError("a chat model is named provider:model, for example ollama:llama3.1")
    _be_quiet()
    from langchain.chat_models import init_chat_model

    if provider == "ollama":  # by its OpenAI-compatible address: one adapter, one family of errors
        url = (url or os.environ.get("OLLAMA_HOST") or OLLAMA).rstrip("/")
        url = url if "://" in url else f"http://{url}"
        provider, url, key = "openai", url.removesuffix("/v1") + "/v1", key or "ollama"
    options: dict[str, Any] = {"base_url": url} if url else {}
    if key or url:
        options["api_key"] = key or "none"  # servers of one's own ask for none, the client wants one
    if provider == "openai":
        # The Responses API would keep what is said on the provider's side.
        options |= {"max_retries": 0, "timeout": seconds, "use_responses_api": False, "max_tokens": TOKENS}
    opened: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
    return opened


def _be_quiet() -> None:
    # Neither a tracing service nor a log at any level may see what a teacher wrote.
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"
    for name in ("openai", "httpx", "httpx2", "httpcore", "httpcore2", "langchain", "langsmith"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _chain(model: "BaseChatModel", rung: Rung) -> "Runnable[dict[str, str], Draft]":
    from langchain_core.exceptions import (
        ModelAPIError,
        ModelConnectionError,
        ModelRateLimitError,
        ModelTimeoutError,
    )
    from langchain_core.language_models import LanguageModelInput
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import Runnable, RunnableLambda

    prompt = ChatPromptTemplate.from_messages([("system", "{instructions}"), ("human", "{talk}")])
    asked: Runnable[LanguageModelInput, Draft]
    if rung == "text":
        asked = model | RunnableLambda(_out_of_text)
    else:
        asked = model.with_structured_output(Draft, method=rung, include_raw=True) | RunnableLambda(_checked)
    transient = (ModelTimeoutError, ModelConnectionError, ModelRateLimitError, ModelAPIError)
    patient = asked.with_retry(
        retry_if_exception_type=transient,
        stop_after_attempt=ATTEMPTS,
        exponential_jitter_params={"max": WAIT, "jitter": WAIT},
    )
    return prompt | patient


def _checked(found: dict[str, object] | BaseModel) -> Draft:
    parsed = found.get("parsed") if isinstance(found, dict) else found
    if not isinstance(parsed, Draft):
        raise ValueError("not a draft")  # noqa: TRY004 - the shape is wrong, not our call
    return parsed


def _out_of_text(message: "BaseMessage") -> Draft:
    text = str(message.text)
    start = text.find('{"sentences"') if '{"sentences"' in text else text.find("{")
    if start < 0 or len(text) > LONGEST:
        raise ValueError("no JSON")
    found, _ = json.JSONDecoder().raw_decode(text[start:])
    return Draft.model_validate(found)
