"""How long a text is to Telegram, and cutting one that is too long for a message. Counted in UTF-16 units."""

from collections.abc import Iterable


def signs(text: str) -> int:
    """Return how much of a message a text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def packed(pieces: Iterable[str], longest: int) -> list[str]:
    """Join pieces into as few texts as they fit, in order; a piece longer than `longest` stays whole."""
    texts: list[list[str]] = [[]]
    filled = 0
    for piece in pieces:
        if texts[-1] and filled + signs(piece) > longest:
            texts.append([])
            filled = 0
        texts[-1].append(piece)
        filled += signs(piece)
    return ["".join(text) for text in texts]
