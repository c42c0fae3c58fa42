"""The index is a cache of the files: it is made once, follows every edit and heals itself."""

import dataclasses
import json
import shutil
import socket
from pathlib import Path

import pytest

from knowledge_base.cards import Signal, load_cards
from knowledge_base.ingest import Entry, entries, is_whole, open_index
from knowledge_base.vectors_kept import SHIPPED, content_hash, load_vectors

FOUND = entries(load_cards())
FEW = FOUND[:40]


def states(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "knowledge").glob("index-*"))


def test_vectors_of_all_our_cards_are_shipped() -> None:
    assert {content_hash(entry.text) for entry in FOUND} == set(load_vectors(SHIPPED))


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    open_index(FEW, data_dir=tmp_path)
    manifest = (tmp_path / "knowledge" / "manifest.json").read_bytes()
    before = states(tmp_path)
    assert is_whole(open_index(FEW, data_dir=tmp_path), FEW)
    assert states(tmp_path) == before
    assert (tmp_path / "knowledge" / "manifest.json").read_bytes() == manifest


def test_an_edited_piece_replaces_its_old_self(tmp_path: Path) -> None:
    open_index(FEW, data_dir=tmp_path)
    edited = dataclasses.replace(FEW[0], id="edited", text="A sentence that nobody wrote before.")
    index = open_index((edited, *FEW[1:]), data_dir=tmp_path)
    kept = index.get()
    assert edited.text in kept["documents"]
    assert FEW[0].text not in kept["documents"]
    assert len(kept["ids"]) == len(FEW)


def test_an_index_with_pieces_missing_is_built_anew(tmp_path: Path) -> None:
    index = open_index(FEW, data_dir=tmp_path)
    index.delete(ids=[FEW[3].id])
    assert not is_whole(index, FEW)
    assert is_whole(open_index(FEW, data_dir=tmp_path), FEW)


@pytest.mark.parametrize("damage", ["not json", "[]", json.dumps({"index": "gone", "state": "x"})])
def test_a_damaged_manifest_is_built_anew(tmp_path: Path, damage: str) -> None:
    open_index(FEW, data_dir=tmp_path)
    (tmp_path / "knowledge" / "manifest.json").write_text(damage, encoding="utf-8")
    assert is_whole(open_index(FEW, data_dir=tmp_path), FEW)


def test_a_garbled_database_is_built_anew(tmp_path: Path) -> None:
    broken = tmp_path / "knowledge" / "index-broken"
    broken.mkdir(parents=True)
    (broken / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    first = open_index(FEW, data_dir=tmp_path / "other")
    state = json.loads((tmp_path / "other" / "knowledge" / "manifest.json").read_text(encoding="utf-8"))
    manifest = json.dumps({"index": broken.name, "state": state["state"]})
    (tmp_path / "knowledge" / "manifest.json").write_text(manifest, encoding="utf-8")
    assert is_whole(first, FEW)
    assert is_whole(open_index(FEW, data_dir=tmp_path), FEW)


def test_a_new_piece_is_embedded_once_and_kept(tmp_path: Path) -> None:
    own = Entry("own", "Our school's agreement on visits.", "peer_observation", "en", "signal")
    open_index((*FEW, own), data_dir=tmp_path)
    assert set(load_vectors(tmp_path / "knowledge" / "vectors.npz")) == {content_hash(own.text)}


def test_the_embedded_index_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    index = open_index(FEW, data_dir=tmp_path)
    assert len(index.similarity_search_by_vector([0.1] * 384, k=3)) == 3


def test_a_truncated_database_is_built_anew(tmp_path: Path) -> None:
    open_index(FEW, data_dir=tmp_path / "whole")
    home = tmp_path / "whole" / "knowledge"
    cut = tmp_path / "cut" / "knowledge"
    shutil.copytree(home, cut)
    (database,) = cut.glob("index-*/chroma.sqlite3")
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
    assert is_whole(open_index(FEW, data_dir=tmp_path / "cut"), FEW)


def test_an_index_that_lost_its_vectors_is_built_anew(tmp_path: Path) -> None:
    open_index(FEW, data_dir=tmp_path / "whole")
    cut = tmp_path / "cut" / "knowledge"
    shutil.copytree(tmp_path / "whole" / "knowledge", cut)
    (database,) = cut.glob("index-*/chroma.sqlite3")
    database.unlink()
    assert is_whole(open_index(FEW, data_dir=tmp_path / "cut"), FEW)


def test_an_edited_card_is_found_by_its_new_words(tmp_path: Path) -> None:
    cards = load_cards()
    card = cards["breadth", "en"]
    edited = dataclasses.replace(
        card, signals=(Signal("The greenhouse club now waters all corridors", True),)
    )
    before = open_index(entries(cards), data_dir=tmp_path)
    found = entries({**cards, ("breadth", "en"): edited})
    after = open_index(found, data_dir=tmp_path)
    assert is_whole(after, found)
    texts = after.get()["documents"]
    assert edited.signals[0].text in texts
    assert card.signals[0].text not in texts
    assert card.signals[0].text in before.get()["documents"]
