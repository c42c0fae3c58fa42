"""Make the vectors that ship with the package: `python -m knowledge_base.ship_vectors` after an edit."""

import sys

from knowledge_base.cards import load_cards
from knowledge_base.ingest import entries
from knowledge_base.vectors_kept import SHIPPED, content_hash, load_vectors, save_vectors
from meaning.heavy import embed_passages


def main() -> None:
    """Embed what changed since the last time, drop what is gone, write one file."""
    texts = {content_hash(entry.text): entry.text for entry in entries(load_cards())}
    kept = {name: row for name, row in load_vectors(SHIPPED).items() if name in texts}
    new = [name for name in texts if name not in kept]
    made = dict(zip(new, embed_passages([texts[name] for name in new]), strict=True))
    save_vectors(SHIPPED, kept | made)
    sys.stdout.write(f"{len(texts)} vectors, {len(new)} of them new\n")


if __name__ == "__main__":
    main()
