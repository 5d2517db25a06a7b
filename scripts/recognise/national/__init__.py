"""The ministry's national workbooks: statements of all bodies of an area, and lists of indicators."""

from scripts.recognise.national.extract import cut_out
from scripts.recognise.national.frame import report_id
from scripts.recognise.national.indicators import Indicators, is_indicators, recognise_indicators
from scripts.recognise.national.reader import National, facts_of, is_national, recognise_national
from scripts.recognise.national.restatements import find_restatements, join_editions
from scripts.recognise.national.vintages import PREFECTURES, name_of_sheet

__all__ = [
    "PREFECTURES",
    "Indicators",
    "National",
    "cut_out",
    "facts_of",
    "find_restatements",
    "is_indicators",
    "is_national",
    "join_editions",
    "name_of_sheet",
    "recognise_indicators",
    "recognise_national",
    "report_id",
]
