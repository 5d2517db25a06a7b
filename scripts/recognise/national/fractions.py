"""Whether the first two cells of an indicator's triple are what it is made from: told by arithmetic, not assumed."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

# A value is published to one place; of this share of the rows the parts must give the value.
_HALF_PLACE = 0.06
_SHARE = 0.9
_SUM = "primary_balance"


def parts_agree(rows: pd.DataFrame, indicator: str) -> bool:
    """Tell whether numerator and denominator of one indicator's rows give its values.

    The scale (per cent, ten thousand yen) is a power of ten, the same for all rows; 業務・投資活動収支 is the sum of its two
    parts. Rows that lack a part say nothing; without any row that has both, nothing is told and the answer is no.
    """
    whole = rows[rows["value"].notna() & rows["numerator"].notna() & rows["denominator"].notna()]
    value, numerator, denominator = (_floats(whole[name]) for name in ("value", "numerator", "denominator"))
    if indicator == _SUM:
        return len(whole) > 0 and _mostly(np.abs(numerator + denominator - value) <= 1)
    usable = (denominator != 0) & (numerator != 0) & (value != 0) & np.isfinite(denominator + numerator + value)
    value, ratio = value[usable], numerator[usable] / denominator[usable]
    if not len(value):
        return False
    scale = 10.0 ** np.round(np.median(np.log10(np.abs(value / ratio))))
    return _mostly(np.abs(ratio * scale - value) <= np.maximum(_HALF_PLACE, np.abs(value) / 1000))


def _floats(column: "pd.Series[Any]") -> npt.NDArray[np.float64]:
    return np.array([float(str(number)) for number in column], dtype=np.float64)


def _mostly(agree: npt.NDArray[np.bool_]) -> bool:
    return bool(agree.mean() >= _SHARE)
