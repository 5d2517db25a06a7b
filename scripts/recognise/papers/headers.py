"""The header lines that begin the tables of papers without a number."""

import re

from scripts.labels import fold_label
from scripts.records import Line

_REPORT = re.compile(r"(?:科目)?予算額決算額差額(?:備考)?")
_SETTLEMENT = re.compile(r"(?:科目|区分)?予算額?決算額?差[引額](?:左の)?(?:主な理由|備考)?")
_AMENDMENT = re.compile(r"(?:科目|区分)当初予算額?補正額補正後予算額?|当初予算補正額補正後予算")


def begins_report(line: Line) -> bool:
    """Tell whether a line is the header of a settlement report: 予　算　額 決　算　額 差　　額 備　　考."""
    return "算" in line.text and _REPORT.fullmatch(fold_label(line.text)) is not None


def begins_overview(line: Line) -> bool:
    """Tell whether a line is the header of an overview: 科  目 予 算 決 算 差 引 左の主な理由."""
    return "算" in line.text and not begins_report(line) and _SETTLEMENT.fullmatch(fold_label(line.text)) is not None


def begins_amendment(line: Line) -> bool:
    """Tell whether a line is the header of an overview of an amendment: 科  目 当初予算 補 正 額 補正後予算."""
    return "算" in line.text and _AMENDMENT.fullmatch(fold_label(line.text)) is not None


def begins_table(line: Line) -> bool:
    """Tell whether a line is the header of any paper without a number."""
    return "算" in line.text and (begins_report(line) or begins_overview(line) or begins_amendment(line))
