"""A chat endpoint on the loopback address that speaks OpenAI's protocol and behaves as a test wants it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

ALL = ("json_schema", "function_calling", "json_mode", "text")
Body = Mapping[str, object]
Behaviour = Callable[[Body], Response]


@dataclass
class Endpoint:
    """What it answers, in order (the last one again and again), and what it was asked."""

    url: str = ""
    knows: Sequence[str] = ALL
    refusal: int = 400  # the status for a way of asking that it does not know
    plan: list[Behaviour] = field(default_factory=list)
    asked: list[dict[str, object]] = field(default_factory=list)

    def answer(self, body: dict[str, object]) -> Response:
        """Answer one request."""
        self.asked.append(body)
        if way(body) not in self.knows:
            return JSONResponse({"error": {"message": "unknown way of asking"}}, self.refusal)
        behaviour = self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]
        return behaviour(body)


def way(body: Body) -> str:
    """Return the way in which a request asks for a shape."""
    if "tools" in body:
        return "function_calling"
    form = body.get("response_format")
    if isinstance(form, dict):
        return "json_schema" if form.get("type") == "json_schema" else "json_mode"
    return "text"


def completion(body: Body, content: str) -> Response:
    """Wrap a text as a completion, as a tool call where tools were offered."""
    message: dict[str, object] = {"role": "assistant", "content": content}
    if "tools" in body:
        call = {"id": "c1", "type": "function", "function": {"name": "Draft", "arguments": content}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return JSONResponse(
        {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [choice],
            "usage": usage,
        }
    )


def says(content: str) -> Behaviour:
    """Return a behaviour that answers a text."""
    return lambda body: completion(body, content)


def drafts(*sentences: tuple[str, str, str]) -> Behaviour:
    """Return a behaviour that answers a draft of (kind, text, card)."""
    return says(as_draft(*sentences))


def as_draft(*sentences: tuple[str, str, str]) -> str:
    """Return the JSON of a draft."""
    found = [{"kind": kind, "text": text, "card": card} for kind, text, card in sentences]
    return json.dumps({"sentences": found}, ensure_ascii=False)


def fails(status: int) -> Behaviour:
    """Return a behaviour that fails."""
    return lambda _: JSONResponse({"error": {"message": "no"}}, status)


def slowly(seconds: float, then: Behaviour) -> Behaviour:
    """Return a behaviour that takes its time."""

    def behave(body: Body) -> Response:
        time.sleep(seconds)
        return then(body)

    return behave


@contextmanager
def serving() -> Iterator[Endpoint]:
    """Serve on a free port of the loopback address."""
    endpoint = Endpoint()

    async def chat(request: Request) -> Response:
        import asyncio

        body = await request.json()
        return await asyncio.to_thread(endpoint.answer, body)

    app = Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"])])
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    endpoint.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/v1"
    try:
        yield endpoint
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(timeout=5)
