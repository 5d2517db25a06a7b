"""The published facts as they stand in their CSV, and samples of them."""

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

Row = dict[str, str]


def read_facts(data: Path) -> list[Row]:
    """Give every row of the published facts, all cells as text."""
    with (data / "facts.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def sample(facts: Sequence[Row], size: int, seed: str) -> list[Row]:
    """Give `size` of the facts, the same for the same seed on every machine, in the order of the facts; all for size 0.

    Any fact is as likely to be drawn as any other, and whether it is drawn does not depend on where it stands.
    """
    if not size or size >= len(facts):
        return list(facts)
    drawn = sorted(facts, key=lambda row: hashlib.sha256(f"{seed}:{row['fact_id']}".encode()).digest())[:size]
    chosen = {row["fact_id"] for row in drawn}
    return [row for row in facts if row["fact_id"] in chosen]
