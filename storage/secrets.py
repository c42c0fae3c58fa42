"""Encryption at rest with keys that live outside the database: sealed values and keyed fingerprints.

A sealed value is `2 | key id (4) | nonce (12) | AES-256-GCM ciphertext` of the value filled up to a size that
many values have (version 1: not filled up, is read only), since a length tells: who answered a further
question, how long a name is. Its place (table.column) is authenticated with it. Row swaps within one column
are not detected here: rows carry what must not be swapped.
"""

import base64
import binascii
import hmac
import os
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage import passing

KEY_PREFIX = "kk1_"  # tells an operator (and a secret scanner) what this text is
KEY_BYTES = 32  # AES-256
NONCE_BYTES = 12  # what AES-GCM is specified for
VERSION = b"\x02"
NOT_FILLED = b"\x01"
SMALLEST = 64  # bytes a value is filled up to; larger ones to the next power of two, then by whole pages
PAGE = 4096
END = b"\x80"  # stands behind a value and before what fills it up (ISO/IEC 7816-4)
FINGERPRINT_BYTES = 16  # 128 bits: no collision among the people of a country


class KeyProblem(Exception):
    """A secret key is missing, malformed or not the one this data was written with."""


@dataclass(frozen=True, slots=False)
class Key:
    """One secret key and what is derived from it."""

    material: bytes

    @cached_property
    def id(self) -> bytes:
        """Name the key in sealed values without telling anything about it (4 bytes)."""
        return self._derive("id", 4)

    @cached_property
    def cipher(self) -> AESGCM:
        return AESGCM(self._derive("seal", KEY_BYTES))

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt `plain` for `place` ("table.column")."""
        nonce = os.urandom(NONCE_BYTES)
        return (
            VERSION + self.id + nonce + self.cipher.encrypt(nonce, _filled(plain), VERSION + place.encode())
        )

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt what this key sealed; raise `KeyProblem`."""
        old = bytes(sealed[:1]) == NOT_FILLED
        about = place.encode() if old else VERSION + place.encode()
        try:
            plain = self.cipher.decrypt(bytes(sealed[5:17]), bytes(sealed[17:]), about)
        except InvalidTag:
            raise KeyProblem("damaged, or moved from another place") from None
        return plain if old else plain[: plain.rindex(END)]

    def fingerprint(self, label: str, data: bytes) -> bytes:
        """Return a keyed hash of `data` (16 bytes); other labels give unrelated hashes."""
        mac = hmac.new(self._fingerprint_key, label.encode() + b"\0" + data, sha256)
        return mac.digest()[:FINGERPRINT_BYTES]

    @cached_property
    def _fingerprint_key(self) -> bytes:
        return self._derive("fingerprint", KEY_BYTES)

    def _derive(self, purpose: str, length: int) -> bytes:
        hkdf = HKDF(algorithm=SHA256(), length=length, salt=None, info=b"klankbord " + purpose.encode())
        return hkdf.derive(self.material)


class KeyRing:
    """The keys in force, newest first: the newest writes, all of them read."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        if not keys:
            raise KeyProblem("no secret key")
        self._keys = keys
        self._by_id = {key.id: key for key in keys}

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read comma-separated keys, newest first; raise `KeyProblem` when one is malformed."""
        return cls(tuple(_parse_key(part.strip()) for part in text.split(",") if part.strip()))

    @property
    def newest(self) -> bytes:
        """The id of the key that writes."""
        return self._keys[0].id

    @cached_property
    def passing(self) -> "Key":
        """The key of what is kept for minutes: in no setting, file or backup, see `passing`."""
        return Key(passing.secret())

    @property
    def count(self) -> int:
        """How many keys are in force."""
        return len(self._keys)

    def holds(self, key_id: bytes) -> bool:
        """Tell whether the key with this id is in force."""
        return key_id in self._by_id

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt `plain` for `place` ("table.column") with the newest key."""
        return self._keys[0].seal(plain, place)

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt what `seal` made; raise `KeyProblem` when no key of the ring fits."""
        key = self._by_id.get(bytes(sealed[1:5]))
        if bytes(sealed[:1]) not in (VERSION, NOT_FILLED) or key is None:
            raise KeyProblem("written with another secret key")
        return key.open(sealed, place)

    def fingerprint(self, label: str, data: bytes) -> bytes:
        """Return the newest key's fingerprint: what is written."""
        return self._keys[0].fingerprint(label, data)

    def fingerprints(self, label: str, data: bytes) -> tuple[bytes, ...]:
        """Return every key's fingerprint, newest first: what is looked for."""
        return tuple(key.fingerprint(label, data) for key in self._keys)


def new_key() -> str:
    """Return a fresh random key as text."""
    return KEY_PREFIX + base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode().rstrip("=")


def _filled(plain: bytes) -> bytes:
    size = len(plain) + 1
    bucket = max(SMALLEST, 1 << (size - 1).bit_length()) if size <= PAGE else -(-size // PAGE) * PAGE
    return (plain + END).ljust(bucket, b"\0")


def _parse_key(text: str) -> Key:
    body = text.removeprefix(KEY_PREFIX)
    try:
        material = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        material = b""
    if body == text or len(material) != KEY_BYTES:
        raise KeyProblem("not a key made by `klankbord key new`")
    return Key(material)


def key_of(sealed: bytes) -> bytes:
    """Return the id of the key with which a value was sealed."""
    return bytes(sealed[1:5])
