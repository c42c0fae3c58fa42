"""Sealed values and fingerprints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.secrets import NOT_FILLED, PAGE, SMALLEST, KeyProblem, KeyRing, new_key


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


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_sealed_value_tells_nothing_by_its_length(one: bytes, other: bytes) -> None:
    ring = KeyRing.parse(new_key())
    assert len(ring.seal(one, "a.b")) == len(ring.seal(other, "a.b"))


@given(st.integers(min_value=0, max_value=20_000))
def test_longer_values_have_few_lengths_and_none_more_than_doubles(length: int) -> None:
    ring = KeyRing.parse(new_key())
    sealed = len(ring.seal(b"x" * length, "a.b")) - len(ring.seal(b"", "a.b")) + SMALLEST
    assert length < sealed <= max(SMALLEST, 2 * length, length + PAGE)
    assert sealed % PAGE == 0 or sealed & (sealed - 1) == 0


def test_a_value_of_before_values_were_filled_up_still_opens() -> None:
    text = new_key()
    ring, nonce = KeyRing.parse(text), bytes(12)
    sealed = NOT_FILLED + ring.newest + nonce + ring._keys[0].cipher.encrypt(nonce, b"\x04\x03\x80", b"a.b")
    assert ring.open(sealed, "a.b") == b"\x04\x03\x80"
    with pytest.raises(KeyProblem):
        ring.open(b"\x02" + sealed[1:], "a.b")
