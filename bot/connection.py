"""The way to Telegram: aiohttp behind python-telegram-bot's own seam for requests.

PTB's usual client looks through all connections at each step of each request: under load that costs more than
everything else the bot does. Messages that Telegram sends back are not read: nobody here asks for them.
"""

import json
from functools import lru_cache
from typing import NoReturn
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

NOT_READ = ("/sendMessage", "/editMessageText", "/sendPhoto")  # their result is the message as it now is
DONE, TAKEN = b'{"ok":true', b'{"ok":true,"result":true}'
JSON = {"Content-Type": "application/json"}
CONNECT_SECONDS = 5.0
IDLE_SECONDS = 30.0  # an idle connection is given up before Telegram's servers close it


class Connection(BaseRequest):
    """Connections to a Bot API server, kept open between calls."""

    def __init__(self, *, connections: int, answer_within: float) -> None:
        """`answer_within`: seconds that a call waits for its answer, unless it says otherwise."""
        self._connections, self._answer_within = connections, answer_within
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, str | None] = {}
        self._addresses: dict[str, URL] = {}  # one for each method

    @property
    def read_timeout(self) -> float:
        """Return how many seconds a call waits for its answer."""
        return self._answer_within

    async def initialize(self) -> None:
        """Make ready; nothing is connected before the first call."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=IDLE_SECONDS)
            self._session = aiohttp.ClientSession(
                connector=connector, trust_env=False, cookie_jar=aiohttp.DummyCookieJar()
            )
            self._proxies.clear()

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the seam's; answers are what is waited for
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - a call waits for its turn
    ) -> tuple[int, bytes]:
        """Make one call; return status and body. Raises `TimedOut` or `NetworkError` with aiohttp's cause."""
        if self._session is None:
            raise RuntimeError("the connection was not made ready")
        timeout = _timeout(
            _seconds(connect_timeout, CONNECT_SECONDS), _seconds(read_timeout, self._answer_within)
        )
        try:
            async with self._session.request(
                method,
                self._addresses.get(url) or self._addresses.setdefault(url, URL(url)),
                data=_body(request_data),
                headers=JSON if request_data and not request_data.contains_files else None,
                timeout=timeout,
                allow_redirects=False,
                proxy=self._proxy(url),
            ) as answer:
                content = await answer.read()
                if url.endswith(NOT_READ) and content[: len(DONE) + 1].replace(b" ", b"").startswith(DONE):
                    content = TAKEN
                return answer.status, content
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            _broken(error)

    def _proxy(self, url: str) -> str | None:
        """Return the proxy that the environment names for a server; looked up once, as that reads files."""
        server = url.partition("/bot")[0]
        if server not in self._proxies:
            parts = urlsplit(server)
            bypassed = proxy_bypass(parts.hostname or "")
            self._proxies[server] = None if bypassed else getproxies().get(parts.scheme)
        return self._proxies[server]


@lru_cache
def _timeout(connect: float | None, answer: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=answer)


def _broken(error: Exception) -> NoReturn:
    raise NetworkError(type(error).__name__) from error  # its text would hold the address, and so the token


def _seconds(given: object, usual: float) -> float | None:
    if given is BaseRequest.DEFAULT_NONE:
        return usual
    return float(given) if isinstance(given, (int, float)) else None


def _body(data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if data is None:
        return None
    if not data.contains_files:
        return json.dumps(data.parameters).encode()
    form = aiohttp.FormData(data.json_parameters)
    for field, (name, content, kind) in (data.multipart_data or {}).items():
        form.add_field(field, content, filename=name, content_type=kind)
    return form
