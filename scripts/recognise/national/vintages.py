"""Whose year a sheet is: the names of the sheets held against the edition and one another."""

import re
from dataclasses import dataclass

from scripts.eras import fold_text, western_year
from scripts.records import RefusedError
from scripts.reference import Reference
from scripts.sheets import Sheet, Workbook

PREFECTURES = "都道府県"
_NAME = re.compile(r"([HR])(元|[0-9]{1,2})[_ ]?(.*)")
_MOST_SHEETS = 2


@dataclass(frozen=True, slots=True)
class Vintage:
    """A sheet of an edition: the fiscal year it is about, and whether it is the edition's own year or the year before."""

    sheet: Sheet
    edition: int
    fiscal_year: int

    @property
    def previous(self) -> bool:
        """Tell whether the sheet prints the year before the edition's, as revised since."""
        return self.fiscal_year != self.edition


@dataclass(frozen=True, slots=True)
class Edition:
    """A workbook as published: its sheets, and the area of its bodies (`都道府県` or the name of a prefecture)."""

    name: str
    sha256: str
    area: str
    vintages: tuple[Vintage, ...]

    @property
    def year(self) -> int:
        """The fiscal year of the edition."""
        return self.vintages[0].edition


def name_of_sheet(name: str) -> tuple[int, str] | None:
    """Give year and area of a sheet's name, None where it is no such name.

    >>> name_of_sheet("R5_都道府県"), name_of_sheet("H28_北海道"), name_of_sheet("R元指標"), name_of_sheet("Sheet1")
    ((2023, '都道府県'), (2016, '北海道'), (2019, '指標'), None)
    """
    match = _NAME.fullmatch(fold_text(name))
    if match is None:
        return None
    year = western_year(match[1], 1 if match[2] == "元" else int(match[2]))
    return year, match[3]


def read_vintages(workbook: Workbook, year: int | None) -> list[Vintage]:
    """Give the sheets with their years: the edition's own first, the year before second.

    `year` is the fiscal year of the edition where the caller knows it. Raises RefusedError for names that do not say a
    year, for another year than the edition's and the one before, and for more sheets than two.
    """
    names = " and ".join(sheet.name for sheet in workbook.sheets)
    if not 1 <= len(workbook.sheets) <= _MOST_SHEETS:
        message = f"expected two sheets, the year of the edition and the year before, found {len(workbook.sheets)}: {names}"
        raise RefusedError(workbook.name, message, "remove the sheets that hold no statements")
    years = [_year(workbook, sheet) for sheet in workbook.sheets]
    edition = years[0] if year is None else year
    for sheet, found, wanted in zip(workbook.sheets, years, (edition, edition - 1), strict=False):
        if found != wanted:
            message = f"expected a sheet of the fiscal year {wanted} in this place, found {sheet.name}, which is {found}"
            mend = "take the workbook as published; the year of the edition must be that of its first sheet"
            raise RefusedError(f"{workbook.name}:{sheet.name}", message, mend)
    return [Vintage(sheet, edition, found) for sheet, found in zip(workbook.sheets, years, strict=True)]


def _year(workbook: Workbook, sheet: Sheet) -> int:
    told = name_of_sheet(sheet.name)
    if told is None:
        message = f"expected a sheet named for its year such as R5_北海道, found {sheet.name}"
        raise RefusedError(f"{workbook.name}:{sheet.name}", message, "name the sheet as published")
    return told[0]


def read_edition(workbook: Workbook, reference: Reference, year: int | None = None) -> Edition:
    """Give the sheets of a statement workbook with years and area; raises RefusedError where the sheets' names disagree."""
    vintages = read_vintages(workbook, year)
    areas = [told[1] for v in vintages if (told := name_of_sheet(v.sheet.name))]
    if len(set(areas)) > 1:
        message = f"expected both sheets to name one area, found {' and '.join(areas)}"
        raise RefusedError(workbook.name, message, "take both sheets from one workbook")
    known = {row["prefecture"] for row in reference.tables["bodies"] if row["prefecture"]}
    if areas[0] != PREFECTURES and areas[0] not in known:
        first = vintages[0].sheet.name
        message = f"expected {PREFECTURES} or a prefecture behind the year in {first}, found {areas[0] or 'nothing'}"
        mend = "name the sheets for the prefecture whose municipalities they list, such as R5_北海道"
        raise RefusedError(f"{workbook.name}:{first}", message, mend)
    return Edition(workbook.name, workbook.sha256, areas[0], tuple(vintages))
