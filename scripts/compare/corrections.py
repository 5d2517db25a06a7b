"""Published figures that a change mends: the rows that tell of it, half done, for `datapackage/reference/corrections.csv`."""

import csv
import io
from collections.abc import Mapping, Sequence

Rows = Mapping[str, Sequence[Mapping[str, str]]]
KINDS = "source_changed|erred|restated"


def missing_rows(mended: Sequence[tuple[str, str, str]], reference: Rows) -> tuple[str, ...]:
    """Give a row for every figure (its id, before, after) that no correction tells of; a person fills in kind and reasons.

    The number is the next free one, the version the last one listed in releases.csv.
    """
    told = {(row["fact_id"], row["after"]) for row in reference.get("corrections", ())}
    releases = reference.get("releases", ())
    version = releases[-1]["version"] if releases else ""
    first = 1 + max((int(row["correction"]) for row in reference.get("corrections", ())), default=0)
    left = [figure for figure in mended if (figure[0], figure[2]) not in told]
    return tuple(_row(str(number), version, figure) for number, figure in enumerate(left, first))


def _row(number: str, version: str, figure: tuple[str, str, str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([number, version, KINDS, *figure, "理由", "reason"])
    return out.getvalue()
