"""One-shot questions: what few, some or many tell about one colleague's yes or no.

Teams differ in how many say yes. The attacker knows by how much they differ, the head count and the own
answer, and works out from the band how likely a colleague's yes is.
"""

from dataclasses import dataclass
from math import comb

import numpy as np

from attacks import bounds
from attacks.guessing import SURE
from attacks.people import Floats
from attacks.table import Result
from klankbord import afterwards, ties
from klankbord.ties import Named
from measurement.disclosure import LEAST_GROUP

ANSWERING = 0.75  # share of colleagues who answer the question
RATES: Floats = (np.arange(100) + 0.5) / 100  # of a team's yes
NOTE = (
    "A band says what most of a team said to a yes or no, and that is more than a figure says of one answer. "
    "The table of what is allowed has no line for it."
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two answers: how common a yes is (a beta law over teams), and how it is published."""

    name: str
    a: float
    b: float

    @property
    def law(self) -> Floats:
        """How likely each rate is in a team."""
        found: Floats = RATES ** (self.a - 1) * (1 - RATES) ** (self.b - 1)
        found /= found.sum()
        return found

    def told(self, yes: int, n: int) -> str:
        """Return the band that the product publishes; nothing below the smallest group."""
        if self.name == "ties":
            if n < LEAST_GROUP:
                return ""
            return ties.bands("giver", Named(n, {"taker": yes}), smallest_group=LEAST_GROUP)["taker"]
        return afterwards.bands([n, yes, n - yes], kind="worth", smallest_group=LEAST_GROUP).get("worth", "")


QUESTIONS = (Question("worth", 2.0, 2.0), Question("ties", 1.0, 3.0))


def attack(rng: np.random.Generator, *, teams: int, persons: int, everybody: bool) -> list[Result]:
    """Guess every colleague's yes or no in so many teams, from the band and without it."""
    return [line for one in QUESTIONS for line in _attack(rng, one, teams, persons, everybody=everybody)]


def _attack(
    rng: np.random.Generator, question: Question, teams: int, persons: int, *, everybody: bool
) -> list[Result]:
    share = 1.0 if everybody else ANSWERING
    beliefs = {own: believed(question, persons, share, own=own) for own in (0, 1)}
    gains, sure, before, targets = [], 0, [], 0
    for rate in rng.choice(RATES, teams, p=question.law):
        others = rng.random(persons - 1) < share
        yes = (rng.random(persons) < rate).astype(int)
        own, said = int(yes[0]), yes[1:][others]
        if not said.size:
            continue
        prior, after = beliefs[own][""][0], beliefs[own][question.told(own + said.sum(), 1 + said.size)][1]
        right = [float(np.mean(said == (belief > 0.5))) for belief in (prior, after)]
        gains.append(100 * (right[1] - right[0]))
        before.append(right[0])
        targets += said.size
        sure += said.size * ((max(after, 1 - after) >= SURE) and (max(prior, 1 - prior) < SURE))
    what = f"one-shot question ({question.name}), team of {persons}{', all answer' if everybody else ''}"
    by_team = np.array(gains)
    prior_share = 100 * float(np.mean(before))
    return [
        Result(
            f"{what}: one answer from the band",
            "points",
            float(by_team.mean()),
            bounds.of_mean(by_team),
            None,
            prior_share,
            targets,
            note=NOTE,
        ),
        Result(
            f"{what}: pinned by the band",
            "percent",
            100 * sure / targets,
            100 * bounds.of_share(sure, targets),
            None,
            None,
            targets,
        ),
    ]


def believed(question: Question, persons: int, share: float, *, own: int) -> dict[str, tuple[float, float]]:
    """Return, by what is published, how likely a colleague's yes is without and with it.

    Whoever attacks answered (`own`: 1 for yes). Without a band the two are the same but for its absence.
    """
    law = question.law * (RATES if own else 1 - RATES)
    law = law / law.sum()
    prior = float(law @ RATES)
    weight: dict[str, float] = {"": 0.0}
    expected: dict[str, float] = {"": 0.0}
    for n in range(1, persons):
        here = comb(persons - 1, n) * share**n * (1 - share) ** (persons - 1 - n)
        for x in range(n + 1):
            chance = here * comb(n, x) * float(law @ (RATES**x * (1 - RATES) ** (n - x)))
            band = question.told(own + x, 1 + n)
            # each colleague who answered is a target, so a team counts by how many did
            weight[band] = weight.get(band, 0.0) + chance * n
            expected[band] = expected.get(band, 0.0) + chance * x
    return {band: (prior, expected[band] / w if w > 0 else prior) for band, w in weight.items()}
