"""Identities that a change makes or breaks."""

from dataclasses import dataclass

import pandas as pd

HOLDS = frozenset({"exact", "rounding"})


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity that turned: its check, rule and report, how it stood before (`new` where it was not there) and stands now.

    `difference` is the gap now, in yen where the figures are money.
    """

    check: str
    rule: str
    report: str
    before: str
    after: str
    difference: str


def turned(before: pd.DataFrame, after: pd.DataFrame) -> tuple[list[Identity], list[Identity]]:
    """Give the identities that hold now and did not before, and those that held before, or are new, and do not hold now.

    An identity that held and is not formed any more (a figure of it is gone) counts as broken: `after` is `gone`.
    """
    was = dict(zip(before["check"], before["status"], strict=True))
    made, broken = [], []
    for row in after.to_dict("records"):
        check, status = str(row["check"]), str(row["status"])
        earlier = str(was.get(check, "new"))
        identity = Identity(check, str(row["rule"]), str(row["report"]), earlier, status, str(row["difference"]))
        if status in HOLDS and earlier not in HOLDS:
            made.append(identity)
        elif status not in HOLDS and (earlier in HOLDS or earlier == "new"):
            broken.append(identity)
    here = set(after["check"])
    gone = before[~before["check"].isin(here) & before["status"].isin(HOLDS)]
    broken += [
        Identity(str(row["check"]), str(row["rule"]), str(row["report"]), str(row["status"]), "gone", "")
        for row in gone.to_dict("records")
    ]
    return sorted(made, key=lambda i: i.check), sorted(broken, key=lambda i: i.check)
