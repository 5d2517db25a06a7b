"""What local governments pay J-LIS, one row a payer: grants of municipalities, contributions of prefectures."""

from collections.abc import Iterable
from dataclasses import asdict

import pandas as pd

from scripts.grants import Contribution, Grant, contributions_of, grants_of
from scripts.transcripts import Transcript


def grants_frame(reports: Iterable[Transcript]) -> pd.DataFrame:
    """Give the table `grants` of all reports, in printed order."""
    rows = [{"report": r.report} | asdict(row) for r in reports for row in grants_of(e for t in r.tables for e in t.entries)]
    return pd.DataFrame(rows, columns=["report", *Grant.__dataclass_fields__])


def contributions_frame(reports: Iterable[Transcript]) -> pd.DataFrame:
    """Give the table `contributions` of all reports, in printed order."""
    rows = [
        {"report": r.report} | asdict(row) for r in reports for row in contributions_of(e for t in r.tables for e in t.entries)
    ]
    return pd.DataFrame(rows, columns=["report", *Contribution.__dataclass_fields__])
