"""Sealed values and fingerprints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.secrets import KeyProblem, KeyRing, new_key


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_again(plain: bytes) -> None:
    ring = KeyRing.parse(new_key())
    assert ring.open(ring.seal(plain, "a.b"), "a.b") == plain


def test_a_value_does_not_open_in_another_place() -> None:
    ring = KeyRing.parse(new_key())
    with pytest.raises(KeyProblem):
        ring.open(ring.seal(b"x", "a.b"), "a.c")


def test_a_damaged_value_does_not_open() -> None:
    ring = KeyRing.parse(new_key())
    sealed = bytearray(ring.seal(b"hello", "a.b"))
    sealed[-1] ^= 1
    with pytest.raises(KeyProblem):
        ring.open(bytes(sealed), "a.b")


def test_the_same_value_is_sealed_differently_each_time() -> None:
    ring = KeyRing.parse(new_key())
    assert ring.seal(b"x", "a.b") != ring.seal(b"x", "a.b")


def test_an_old_key_still_reads_and_the_new_one_writes() -> None:
    old, new = new_key(), new_key()
    sealed = KeyRing.parse(old).seal(b"x", "a.b")
    both = KeyRing.parse(f"{new}, {old}")
    assert both.open(sealed, "a.b") == b"x"
    assert KeyRing.parse(new).open(both.seal(b"y", "a.b"), "a.b") == b"y"
    assert KeyRing.parse(old).fingerprint("l", b"d") in both.fingerprints("l", b"d")


@pytest.mark.parametrize("text", ["", "kk1_", "abc", "kk1_!!!", "kk1_" + "A" * 10, "A" * 43])
def test_something_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(KeyProblem):
        KeyRing.parse(text)
