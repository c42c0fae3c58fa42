"""The index as a luxury: while it cannot be opened or asked, nothing is near and everything else goes on."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from knowledge_base.embedding import FloatVector
from knowledge_base.ingest import let_go

if TYPE_CHECKING:
    from chromadb.api.types import Where
    from langchain_chroma import Chroma

log = logging.getLogger(__name__)

AGAIN_AFTER = 60.0  # seconds from one try to open the index to the next


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
            except Exception as error:
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
        except Exception as error:  # noqa: BLE001 - whatever a server or its client says, the thought goes on
            log.warning(
                "the index cannot be asked (%s): replies come from words and layers", type(error).__name__
            )
            self._set_aside(index)
            return []

    @property
    def there(self) -> bool:
        """Whether it is open."""
        return self._index is not None

    def close(self) -> None:
        """Let go of it."""
        if self._index is not None:
            let_go(self._index)

    def _set_aside(self, index: "Chroma") -> None:
        # It may be lost for good (a server that was emptied): the next thought has it opened anew.
        if self._index is index:
            self._index = None
            with suppress(Exception):
                let_go(index)

    def _try_to_open(self) -> "Chroma | None":
        if time.monotonic() < self._next or not self._opening.acquire(blocking=False):
            return self._index
        try:
            self._index = self._opener()
        except Exception as error:  # noqa: BLE001 - the same: Chroma's client raises even a bare `Exception`
            log.warning(
                "the index cannot be opened (%s): replies come from words and layers", type(error).__name__
            )
        finally:
            self._next = time.monotonic() + AGAIN_AFTER
            self._opening.release()
        return self._index
