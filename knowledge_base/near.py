"""The index as a luxury: while it cannot be opened or asked, nothing is near and everything else goes on."""

import logging
import sqlite3
import time
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

import httpx
from chromadb.errors import ChromaError

from knowledge_base.embedding import FloatVector
from knowledge_base.ingest import let_go

if TYPE_CHECKING:
    from chromadb.api.types import Where
    from langchain_chroma import Chroma

log = logging.getLogger(__name__)

AGAIN_AFTER = 60.0  # seconds until an index that could not be opened is tried again
GONE = (httpx.HTTPError, ChromaError, sqlite3.Error, OSError, ValueError)


class IndexProblem(ValueError):
    """The index of the cards cannot be opened with these settings, or not now."""


class Near:
    """An index that may be away: on a server that does not answer yet, or on a disk that is full."""

    def __init__(self, opener: Callable[[], "Chroma"], *, needed: bool) -> None:
        """Open the index, or raise `IndexProblem`; where it is not `needed`, it is tried again later."""
        self._opener = opener
        self._index: Chroma | None = None
        self._opening = Lock()
        self._next = 0.0
        if needed:
            try:
                self._index = opener()
            except GONE as error:
                raise IndexProblem(str(error)) from error
        else:
            self._try_to_open()

    def to(self, asked: FloatVector, count: int, *, only: "Where | None" = None) -> list[tuple[str, float]]:
        """Return the ids of the nearest pieces with their distances; none while the index is away."""
        index = self._index or self._try_to_open()
        if index is None:
            return []
        try:
            # Not LangChain's own search: it has the texts read as well, which takes longer than finding them.
            found = index._collection.query(
                [asked.tolist()], n_results=count, where=only, include=["distances"]
            )
            return list(zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True))
        except (httpx.HTTPError, OSError) as error:
            log.warning(
                "the index cannot be asked (%s): replies come from words and layers", type(error).__name__
            )
            return []

    @property
    def there(self) -> bool:
        """Whether it is open."""
        return self._index is not None

    def close(self) -> None:
        """Let go of it."""
        if self._index is not None:
            let_go(self._index)

    def _try_to_open(self) -> "Chroma | None":
        if time.monotonic() < self._next or not self._opening.acquire(blocking=False):
            return self._index
        try:
            self._index = self._opener()
        except GONE as error:
            log.warning(
                "the index cannot be opened (%s): replies come from words and layers", type(error).__name__
            )
            self._next = time.monotonic() + AGAIN_AFTER
        finally:
            self._opening.release()
        return self._index
