"""How large the figures of a made-up body are: residents by its kind, and for each line the yen per resident.

`sizes.csv` gives for each line a middle amount and the share of bodies that have no figure for it. The amounts are round
numbers of our own, of the order that municipalities print; lines that it does not name are as rare as impairments.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scripts.reference import Reference

Floats = npt.NDArray[np.float64]
RARE = 0.97
THOUSAND = 1000
WORN = "_accumulated_depreciation"
# Middle and spread of residents, as powers of ten.
_RESIDENTS = {"village": (3.5, 0.3), "town": (4.0, 0.3), "city": (4.9, 0.35), "ward": (5.5, 0.2), "prefecture": (6.2, 0.3)}


@cache
def sizes() -> dict[str, tuple[float, float]]:
    """Give for each line the thousand yen per resident and the share of bodies without a figure."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {row["account"]: (float(row["thousand_yen_per_resident"]), float(row["nil"])) for row in csv.DictReader(file)}


def residents(reference: Reference, bodies: Sequence[str], seed: int) -> npt.NDArray[np.int64]:
    """Give how many residents each body has."""
    kinds = {row["body"]: row["kind"] for row in reference.tables["bodies"]}
    told = np.array([_RESIDENTS[kinds[body]] for body in bodies]).reshape(-1, 2)
    chance = np.random.default_rng([seed, 9]).normal(0.0, 1.0, len(bodies)).clip(-2.5, 2.5)
    people: npt.NDArray[np.int64] = (10.0 ** (told[:, 0] + told[:, 1] * chance)).astype(np.int64)
    return people


def size_of(people: npt.NDArray[np.int64]) -> Floats:
    """Give the residents a body's figures are made for: the fewer there are, the more each of them takes."""
    size: Floats = people * (people / 30_000) ** -0.2
    return size
