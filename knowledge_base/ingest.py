"""The index of the cards in Chroma: a cache that rebuilds itself when it does not match the files.

Embedded, each state of the cards gets a directory of its own and a small manifest points to the current one.
Nothing but public cards is ever put in here: a Chroma server has no lock on its door.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from langchain_core.embeddings import Embeddings

from knowledge_base.cards import Card, Language
from knowledge_base.embedding import BUILT_IN
from knowledge_base.own import Passage
from knowledge_base.vectors_kept import content_hash, vectors_of

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma

COLLECTION = "klankbord-cards"
OWN = "own"  # kind and concept of what a school added itself
KEPT_STATES = 2  # the current one, and the one that a bot still running may have open
_BATCH = 2000  # Chroma takes at most some 5,000 at once


@dataclass(frozen=True, slots=True)
class Entry:
    """One findable piece of a card."""

    id: str
    text: str
    concept: str
    language: Language
    kind: str  # signal, what, own


def entries(cards: Mapping[tuple[str, Language], Card]) -> tuple[Entry, ...]:
    """List what is indexed: each signal, and what the card is about."""
    found: dict[str, Entry] = {}
    for card in cards.values():
        pieces = [(signal.text, "signal") for signal in card.signals]
        pieces.append((f"{card.title}. {card.plain}", "what"))
        for text, kind in pieces:
            name = content_hash(f"{card.id}\0{card.language}\0{text}")
            found[name] = Entry(name, text, card.concept, card.language, kind)
    return tuple(found.values())


def own_entries(passages: Sequence[Passage]) -> tuple[Entry, ...]:
    """List the passages of a school's own documents; their language and concept are not known."""
    return tuple(Entry(p.id, p.text, OWN, "nl", OWN) for p in passages)


class _Prepared(Embeddings):
    """Vectors made beforehand, handed to LangChain in the order it asks for them."""

    def __init__(self, vectors: Mapping[str, list[float]]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectors[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vectors[text]


def open_index(
    found: Sequence[Entry],
    *,
    data_dir: Path,
    chroma_url: str | None = None,
    embeddings: Embeddings | None = None,
    model: str = BUILT_IN,
) -> "Chroma":
    """Return the index of these entries, building it where it is missing, old or damaged.

    `embeddings` is None for the built-in model, whose vectors are shipped and kept.
    """
    state = hashlib.sha256(f"{model}\0{'|'.join(sorted(e.id for e in found))}".encode()).hexdigest()[:16]
    if chroma_url:
        return _on_server(found, chroma_url, state, data_dir, embeddings)
    home = data_dir / "knowledge"
    current = _current(home, state)
    if current is not None:
        index = _try(found, current, state)
        if index is not None:
            return index
    fresh = home / f"index-{state}-{secrets.token_hex(4)}"
    fresh.mkdir(parents=True)
    index = _fill(_store(_embedded(fresh), f"{COLLECTION}-{state}"), found, home, embeddings)
    _point_to(home, fresh, state)
    return index


def _on_server(
    found: Sequence[Entry], url: str, state: str, data_dir: Path, embeddings: Embeddings | None
) -> "Chroma":
    import chromadb
    from chromadb.config import Settings

    place = urlsplit(url)
    secure = place.scheme == "https"
    client = chromadb.HttpClient(
        host=place.hostname or "localhost",
        port=place.port or (443 if secure else 8000),
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    name = f"{COLLECTION}-{state}"
    index = _store(client, name)
    if is_whole(index, found):
        return index
    client.delete_collection(name)
    return _fill(_store(client, name), found, data_dir / "knowledge", embeddings)


def _embedded(path: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=path, settings=Settings(anonymized_telemetry=False))


def _store(client: "ClientAPI", name: str) -> "Chroma":
    # The embedding function is None on purpose: Chroma's default one downloads a model.
    from langchain_chroma import Chroma

    return Chroma(
        client=client,
        collection_name=name,
        embedding_function=None,
        collection_configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
    )


def _fill(index: "Chroma", found: Sequence[Entry], home: Path, embeddings: Embeddings | None) -> "Chroma":
    texts = [entry.text for entry in found]
    if embeddings is None:
        rows = vectors_of(texts, own=home / "vectors.npz").tolist()
    else:
        rows = embeddings.embed_documents(texts)
    prepared = _Prepared(dict(zip(texts, rows, strict=True)))
    filling = _with_vectors(index, prepared)
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        filling.add_texts(
            [entry.text for entry in batch],
            metadatas=[
                {"concept": entry.concept, "language": entry.language, "kind": entry.kind} for entry in batch
            ],
            ids=[entry.id for entry in batch],
        )
    return index


def _with_vectors(index: "Chroma", prepared: _Prepared) -> "Chroma":
    from langchain_chroma import Chroma

    name = index._collection.name
    return Chroma(client=index._client, collection_name=name, embedding_function=prepared)


def let_go(index: "Chroma") -> None:
    """Close the connections to a server; an embedded index is shared and holds none."""
    client = index._client
    if client.get_settings().chroma_server_host:
        client.close()


def is_whole(index: "Chroma", found: Sequence[Entry]) -> bool:
    """Tell whether an index holds and finds exactly these entries: a lost segment says nothing."""
    kept = index.get(include=[])["ids"]
    if sorted(kept) != sorted(entry.id for entry in found):
        return False
    if not found:
        return True
    known = index.get(ids=[found[0].id], include=["embeddings"])["embeddings"][0]
    hits = index.similarity_search_by_vector_with_relevance_scores(list(np.asarray(known)), k=len(found))
    return len(hits) == len(found) and hits[0][0].page_content == found[0].text


def _try(found: Sequence[Entry], path: Path, state: str) -> "Chroma | None":
    import chromadb.errors

    try:
        index = _store(_embedded(path), f"{COLLECTION}-{state}")
        return index if is_whole(index, found) else None
    except (chromadb.errors.ChromaError, OSError, ValueError, KeyError):
        return None


def _current(home: Path, state: str) -> Path | None:
    try:
        manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
        path = home / str(manifest["index"])
        fits = manifest["state"] == state and path.is_dir()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return path if fits else None


def _point_to(home: Path, fresh: Path, state: str) -> None:
    manifest = home / f"manifest.{os.getpid()}.json"
    manifest.write_text(json.dumps({"index": fresh.name, "state": state}), encoding="utf-8")
    manifest.replace(home / "manifest.json")
    states = sorted(home.glob("index-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in [path for path in states if path != fresh][KEPT_STATES - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
