"""`/metrics` for Prometheus: on an address of its own, or for direct calls from this machine.

No person, no team. Whoever comes through a proxy or over a public address finds nothing here.
"""

from collections.abc import Awaitable, Callable, Iterator
from ipaddress import ip_address
from time import perf_counter
from urllib.parse import urlsplit

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.ticking import Ticked
from klankbord.house import House
from klankbord.settings import Settings

PROXY_HEADERS = ("forwarded", "via", "true-client-ip", "client-ip", "cdn-loop")  # a proxy was in between
PROXY_STARTS = ("x-forwarded", "x-real", "x-original", "x-client", "cf-")
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds


class Metrics:
    """The counts of one process."""

    def __init__(self, house: House, *, ticked: Ticked) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_FromHouse(house, ticked))
        self.answers = Counter(
            "klankbord_answers",
            "Answers of the web pages by kind of status; what Telegram brings is not counted",
            ["status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "klankbord_answer_seconds", "Time until an answer began", buckets=BUCKETS, registry=self.registry
        )

    def app(self) -> Starlette:
        """Return the application that serves `/metrics` and nothing else."""

        async def metrics(_: Request) -> Response:
            return self._answer()

        return Starlette(routes=[Route("/metrics", metrics)])

    def answer_here(self, settings: Settings) -> Callable[[Request], Awaitable[Response]]:
        """Return the endpoint of the shared address, where no address of its own is set.

        It answers direct calls from this machine alone, and nobody at all once the address is made public.
        """
        closed = bool(settings.metrics_listen) or any(
            not _is_here(urlsplit(url).hostname) for url in (settings.public_url, settings.webhook_url) if url
        )

        async def metrics(request: Request) -> Response:
            caller = request.client.host if request.client else None
            direct = _is_here(caller) and _is_here(request.url.hostname)
            if closed or not direct or any(_is_from_proxy(name) for name in request.headers):
                raise HTTPException(404)
            return self._answer()

        return metrics

    def _answer(self) -> Response:
        return Response(generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _is_here(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _is_from_proxy(header: str) -> bool:
    return header in PROXY_HEADERS or header.startswith(PROXY_STARTS)


class Counting:
    """Counts and times the answers of another application; which page it was is not kept."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        began = perf_counter()

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.answers.labels(f"{message['status'] // 100}xx").inc()
                self._metrics.seconds.observe(perf_counter() - began)
            await send(message)

        await self._app(scope, receive, count if scope["type"] == "http" else send)


class _FromHouse(Collector):
    def __init__(self, house: House, ticked: Ticked) -> None:
        self._house = house
        self._ticked = ticked

    def collect(self) -> Iterator[Metric]:
        """Yield what is known at this moment."""
        yield CounterMetricFamily(
            "klankbord_checkins_sealed",
            "Check-ins sealed into sums since the start, of all teams together",
            value=self._house.tally.checkins,
        )
        last = self._ticked()
        if last is not None:
            yield GaugeMetricFamily(
                "klankbord_ticked_timestamp_seconds",
                "Moment that the scheduler last worked through",
                value=last.timestamp(),
            )
