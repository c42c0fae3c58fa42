"""Tune the upper half of e5: `python -m tuning` writes meaning/data/e5_tuned.npz.

The lower half stays as it comes, so that both are read in one go. Needs JAX
(`uv pip install --group tune`), some 3 GB and half an hour on two cores. The first blind parts told what to
choose (rounds, rates, ranks); they judge no more.
"""

from meaning.tuned import FROM, save_tuned
from tuning.layers import tune
from tuning.material import thoughts

ROUNDS, RATE = 4, 1.5e-3
COUNTS = {"concept": 1.0, "scope": 0.5, "dimension": 1.5, "valence": 1.5}


def main() -> int:
    """Learn, and write what was learnt."""
    save_tuned(tune(thoughts(), COUNTS, begin=FROM, rounds=ROUNDS, rate=RATE))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
