"""Tune most of e5 for the crisis check: `python -m tuning.danger` writes meaning/data/e5_danger.npz.

Whether somebody is in danger often hangs on one turn of phrase; the upper half alone hears fewer of them.
Needs JAX (`uv pip install --group tune`), some 4 GB and three quarters of an hour on two cores.
"""

from meaning.tuned import DANGER_FILE, save_tuned
from tuning.layers import tune
from tuning.material import DANGER, dangers

BEGIN = 3  # the layers below read letters and words, much as they come
ROUNDS, RATE = 4, 1.2e-3


def main() -> int:
    """Learn, and write what was learnt."""
    tuned = tune(dangers(), {DANGER: 2.0}, begin=BEGIN, rounds=ROUNDS, rate=RATE)
    save_tuned(tuned, DANGER_FILE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
