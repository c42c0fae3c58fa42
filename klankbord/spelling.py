"""Spells a fingerprint as a code that somebody reads in the chat and types elsewhere. Keeps none."""

from klankbord.setting_up import CODE_LETTERS


def spelled(fingerprint: bytes, *, length: int) -> str:
    """Return the first signs of a fingerprint in the letters of an invitation."""
    number, signs = int.from_bytes(fingerprint, "big"), ""
    for _ in range(length):
        number, at = divmod(number, len(CODE_LETTERS))
        signs += CODE_LETTERS[at]
    return signs
