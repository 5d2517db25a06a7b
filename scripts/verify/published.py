"""The published facts as they stand in their CSV, and samples of them."""

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

from scripts.faults import FaultError

Row = dict[str, str]
NEEDED = ("fact_id", "report", "printed", "line")
_ANEW = "\n    mend: publish anew: python -m scripts publish"


def read_facts(data: Path) -> list[Row]:
    """Give every row of the published facts, all cells as text; raises FaultError where the file is no such table."""
    path = data / "facts.csv"
    try:
        with path.open(encoding="utf-8", newline="") as text:
            reader = csv.DictReader(text, restkey="", restval="", strict=True)
            missing = set(NEEDED) - set(reader.fieldnames or ())
            if missing:
                raise FaultError(f"{path}: expected the columns {', '.join(NEEDED)}, found none called {min(missing)}{_ANEW}")
            rows = list(reader)
    except (csv.Error, UnicodeDecodeError) as error:
        raise FaultError(f"{path}: expected a table as CSV in UTF-8: {error}{_ANEW}") from error
    odd = next((row["fact_id"] for row in rows if row["fact_id"].count(":") < 3 or not row["line"].isdecimal()), None)  # noqa: PLR2004
    if odd is not None:
        raise FaultError(f"{path}: expected facts with an id of four parts and a line, found {odd[:80]!a}{_ANEW}")
    return rows


def sample(facts: Sequence[Row], size: int, seed: str) -> list[Row]:
    """Give `size` of the facts, the same for the same seed on every machine, in the order of the facts; all for size 0.

    Any fact is as likely to be drawn as any other, and whether it is drawn does not depend on where it stands.
    """
    if not size or size >= len(facts):
        return list(facts)
    drawn = sorted(facts, key=lambda row: hashlib.sha256(f"{seed}:{row['fact_id']}".encode()).digest())[:size]
    chosen = {row["fact_id"] for row in drawn}
    return [row for row in facts if row["fact_id"] in chosen]
