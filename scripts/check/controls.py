"""Figures read from the page by eye, which the transcript must have as well.

`report.toml` has a table `[[controls]]` for each: `table`, `account`, `column` (`amount` if not said), `printed`, and where
the table needs them `segment`, `basis`, `scope`, `label`, or the `line` of the source. A control that differs is an error.
They are a second reading, typed from the source without the transcript at hand, above all of figures that stand in no
identity. They corroborate nothing: what they notice is told apart from what the identities do.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from scripts.amounts import AmountError, read_amount
from scripts.check.discrepancies import Entries
from scripts.check.tolerance import Integers
from scripts.keys import Flags
from scripts.records import Finding

RULE: Final = "CONTROL"
TELLING: Final = ("table", "account", "column", "segment", "basis", "scope", "label", "line")


def compare_controls(facts: pd.DataFrame, controls: Entries) -> tuple[Integers, list[Finding]]:
    """Give the places in `facts` of the figures that controls name, and a finding for every control they do not meet."""
    places: list[int] = []
    findings: list[Finding] = []
    for report, entries in controls.items():
        if not entries:
            continue
        own = np.flatnonzero(facts["report"] == report)
        told = {name: facts[name].iloc[own].astype(str).to_numpy() for name in TELLING}
        for entry in entries:
            control = {name: str(value) for name, value in entry.items()}
            found = own[_fits(told, control)].tolist()
            places += found
            message = _fault(facts, found, control)
            if message:
                mend = "look at the page again; mend the transcript or the control"
                findings.append(Finding(RULE, f"{report}/report.toml", None, f"{_name(control)}: {message}", mend))
    return np.array(places, dtype=np.int64), findings


def _wanted(control: Mapping[str, str]) -> dict[str, str]:
    return {"column": "amount"} | {name: control[name] for name in TELLING if name in control}


def _name(control: Mapping[str, str]) -> str:
    wanted = _wanted(control)
    return " ".join(wanted[name] for name in TELLING if name in wanted)


def _fits(told: Mapping[str, npt.NDArray[np.object_]], control: Mapping[str, str]) -> Flags:
    fits: Flags = np.logical_and.reduce([told[name] == value for name, value in _wanted(control).items()])
    return fits


def _fault(facts: pd.DataFrame, found: list[int], control: Mapping[str, str]) -> str:
    if len(found) != 1:
        return f"expected one figure, found {len(found)}"
    printed = control.get("printed", "")
    try:
        read = read_amount(printed)
    except AmountError as error:
        return f"{printed!r} is no figure: {error.reason}"
    fact = facts.iloc[found[0]]
    missing = str(fact["missing"])
    if read.missing == missing and (missing or read.value == fact["value"]):
        return ""
    return f"read by eye {printed}, transcribed {fact['printed']}"
