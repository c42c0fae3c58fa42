"""How the layers of the crisis check are fitted: on a handful of messages whose answer is plain."""

import numpy as np
import pytest

from meaning.heavy import Meaning
from safeguards import learning
from safeguards.features import BUCKETS, spell
from safeguards.layers import Layers, Places, aside, layers, shares, work_score
from safeguards.learning import (
    AT_ONCE,
    add_alike,
    add_closeness,
    fit,
    gathered,
    nearness,
    rarity_of,
    solved,
    thin,
)

TEXTS = (
    "ik wil er niet meer zijn",
    "ik wil er morgen weer zijn",
    "de toets ging goed",
    "de toets ging niet goed",
)


def test_how_alike_two_messages_are_spelt_is_the_sum_over_what_they_share() -> None:
    parts = [spell(text).letters for text in TEXTS] * 100  # so that some buckets are held often, some seldom
    rarity = rarity_of(parts)
    weighed = [shares(part, rarity) for part in parts]
    whole = np.zeros((len(parts), BUCKETS), np.float32)
    for row, (part, share) in enumerate(zip(parts, weighed, strict=True)):
        whole[row, part] = share
    found = np.ones((len(parts), len(parts)), np.float32)  # it adds to what is there
    add_alike(found, parts, weighed)
    assert np.allclose(found - 1, whole @ whole.T, atol=1e-4)


def test_nearness_comes_in_stretches_that_make_a_whole() -> None:
    count = AT_ONCE + 3
    vectors = np.random.default_rng(2).normal(size=(count, 4)).astype(np.float32)
    places = Places(vectors.mean(axis=0), aside(vectors[:2], vectors.mean(axis=0)))
    whole = Places(places.middle, aside(vectors, places.middle)).near(vectors)
    assert [near.shape for _, near in nearness(places, vectors)] == [(AT_ONCE, count), (3, count)]
    found = np.zeros((count, count), np.float32)
    add_closeness(found, places, vectors)
    assert np.allclose(found, whole, atol=1e-6)


def test_a_layer_says_of_a_message_what_it_was_fitted_to_say() -> None:
    parts = [spell(text) for text in TEXTS]
    words, letters = [part.words for part in parts], [part.letters for part in parts]
    rare_words, rare_letters = np.ones(BUCKETS, np.float32), np.ones(BUCKETS, np.float32)
    word_shares = [shares(part, rare_words) for part in words]
    letter_shares = [shares(part, rare_letters) for part in letters]
    vectors = np.random.default_rng(1).normal(size=(len(TEXTS), 8)).astype(np.float32)
    places = Places(vectors.mean(axis=0), aside(vectors, vectors.mean(axis=0)))
    likeness = np.zeros((len(TEXTS), len(TEXTS)), np.float32)
    add_alike(likeness, words, word_shares)
    add_alike(likeness, letters, letter_shares)
    add_closeness(likeness, places, vectors)
    goals = np.array([[1, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]], np.float32)
    spoken = fit(likeness.copy(), goals, np.full(len(TEXTS), 20, np.float32))
    quick = Layers(
        rare_words,
        rare_letters,
        places,
        offsets=spoken.sum(axis=0),
        words=gathered(words, word_shares, spoken),
        letters=gathered(letters, letter_shares, spoken),
        light=thin(places.near(vectors), next(near for _, near in nearness(places, vectors)) @ spoken),
        harmless=0.1,
        soft=0.4,
        acute=0.8,
    )
    said = np.stack([quick.quick_score(part, vector) for part, vector in zip(parts, vectors, strict=True)])
    assert np.allclose(said, (likeness + 1) @ spoken, atol=0.02)
    assert said[0, 0] > 0.8
    assert np.abs(said[1:, 0]).max() < 0.2


def test_the_shipped_layers_ask_before_they_disturb_and_disturb_before_they_are_sure() -> None:
    shipped = layers()
    assert shipped is not None
    assert shipped.harmless <= shipped.soft < shipped.acute


def test_talk_about_working_together_calms_except_where_it_is_harassment() -> None:
    plan = Meaning("We maken elke week samen een les en bespreken daarna eerlijk hoe het ging.")
    shut_out = Meaning("Mijn collega's pesten me al maanden en sluiten me overal buiten.")
    assert work_score(plan).sum() < -0.1
    assert abs(work_score(shut_out).sum()) < 0.05


@pytest.mark.parametrize("at_once", [3, 4, 8, 20])
def test_a_matrix_is_solved_block_by_block(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "AT_ONCE", at_once)
    some = np.random.default_rng(3).normal(size=(8, 5)).astype(np.float32)
    matrix = some @ some.T + np.eye(8, dtype=np.float32)
    goals = np.random.default_rng(4).normal(size=(8, 3)).astype(np.float32)
    assert np.allclose(solved(matrix.copy(), goals), np.linalg.solve(matrix, goals), atol=1e-5)
