"""Tune most of e5 for the crisis check: `python -m tuning.danger` writes meaning/data/e5_danger.npz.

Whether somebody is in danger often hangs on one turn of phrase; the upper half alone hears fewer of them.
Needs JAX (`uv pip install --group tune`), some 4 GB and three quarters of an hour on two cores. `further`
goes on from the file that is there, with all messages that there are now, and ends halfway between that and
what it comes to; what is shipped was made by both.
"""

import sys

from meaning.tuned import DANGER_FILE, load_tuned, save_tuned
from tuning.layers import between, tune
from tuning.material import DANGER, dangers

BEGIN = 3  # the layers below read letters and words, much as they come
ROUNDS, RATE = 4, 1.2e-3
MORE_ROUNDS, MORE_RATE = 1, 0.8e-3  # with more messages, from what was learnt


def main() -> int:
    """Learn, anew or further, and write what was learnt."""
    earlier = load_tuned(DANGER_FILE) if sys.argv[1:] == ["further"] else None
    rounds, rate = (MORE_ROUNDS, MORE_RATE) if earlier else (ROUNDS, RATE)
    given = dangers()
    tuned = tune(given, {DANGER: 2.0}, begin=BEGIN, rounds=rounds, rate=rate, earlier=earlier)
    save_tuned(between(earlier, tuned, given.texts) if earlier else tuned, DANGER_FILE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
