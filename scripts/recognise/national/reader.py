"""A national workbook of statements: every sheet checked, every body's figures as facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from scripts.kept import kept
from scripts.recognise.national.blocks import FIRST_COLUMN, Block, Layout, cut_blocks, is_head
from scripts.recognise.national.bodies import Bodies
from scripts.recognise.national.figures import read_grid
from scripts.recognise.national.frame import Part, build_facts
from scripts.recognise.national.headings import NAME_ROW, SCOPES, Group, read_groups
from scripts.recognise.national.lines import Forms, place_rows
from scripts.recognise.national.vintages import Edition, Vintage, name_of_sheet, read_edition
from scripts.records import Finding, Ignored, Place, RefusedError
from scripts.reference import Reference
from scripts.sheets import Workbook, address


@dataclass(frozen=True)
class National:
    """What was understood of a statement workbook: what each sheet says, and where each statement begins."""

    edition: Edition
    parts: tuple[Part, ...] = field(repr=False)
    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...]
    blocks: tuple[tuple[Vintage, Block], ...] = field(repr=False)
    reference: Reference = field(repr=False)

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that the workbook has figures of."""
        return tuple(dict.fromkeys(body for part in self.parts for body in part.bodies))

    @cached_property
    def facts(self) -> pd.DataFrame:
        """The facts of all bodies."""
        return facts_of([self])


def facts_of(nationals: Sequence[National]) -> pd.DataFrame:
    """Give the facts of several workbooks of one edition as one table, workbook by workbook (`build_facts`)."""
    return build_facts([national.parts for national in nationals], nationals[0].reference)


def is_national(workbook: Workbook) -> bool:
    """Tell whether a workbook is one of the ministry's statements of many bodies, right or wrong in its particulars.

    It is when a sheet has a row of bases from column G on and its name tells a year or the row is of several bodies.
    """
    for sheet in workbook.sheets:
        heads = [cells for cells in sheet.rows if is_head(cells)]
        if heads and (name_of_sheet(sheet.name) or len([cell for cell in heads[0] if cell]) > len(SCOPES)):
            return True
    return False


def recognise_national(workbook: Workbook, reference: Reference, year: int | None = None) -> National:
    """Give what a workbook says of all its bodies, on both its sheets; `year` is that of the edition where it is known.

    Raises RefusedError where the workbook is not laid out as the ministry's are: nothing is read by position alone.
    """
    edition = read_edition(workbook, reference, year)
    reader = _Reader(edition, reference)
    parts = tuple(reader.read(vintage) for vintage in edition.vintages)
    if not any(part.bodies and part.lines for part in parts):
        mend = "check that the sheets are named for the prefecture whose municipalities they list"
        raise RefusedError(workbook.name, f"expected bodies of {edition.area}, found none that is known", mend)
    return National(edition, parts, tuple(reader.findings), tuple(reader.ignored), tuple(reader.blocks), reference)


@kept
def _forms(reference: Reference) -> Forms:
    return Forms(reference)


class _Reader:
    def __init__(self, edition: Edition, reference: Reference) -> None:
        self.edition = edition
        self.reference = reference
        self.forms = _forms(reference)
        self.bodies = Bodies(reference, edition.area)
        self.findings: list[Finding] = []
        self.ignored: list[Ignored] = []
        self.blocks: list[tuple[Vintage, Block]] = []

    def read(self, vintage: Vintage) -> Part:
        """Give what one sheet says of the bodies that are known; the rest is named."""
        name, sheet = self.edition.name, vintage.sheet
        layout = cut_blocks(name, sheet, self.reference)
        groups = read_groups(name, sheet, layout, self.reference)
        placed = [place_rows(name, sheet, block, self.forms) for block in layout.blocks]
        lines = tuple(line for one in placed for line in one.lines)
        columns = [group.scopes[scope] for group in groups for scope in SCOPES]
        grid = read_grid(name, sheet, [line.row for line in lines], columns)
        self.findings += [finding for one in placed for finding in one.findings]
        self.findings += [*grid.findings, *self._layout_findings(vintage, layout)]
        self.blocks += [(vintage, block) for block in layout.blocks]
        self._ignore(vintage, layout)
        known = self._match(vintage, groups)
        kept = [at for at, body in enumerate(known) if body]
        places = [at * len(SCOPES) + scope for at in kept for scope in range(len(SCOPES))]
        return Part(vintage, tuple(known[at] for at in kept), tuple(columns[at] for at in places), lines, grid.take(places))

    def _match(self, vintage: Vintage, groups: Sequence[Group]) -> list[str]:
        """Give the body of each group, nothing where it is not known or two names mean it."""
        found: list[str] = []
        for group in groups:
            match = self.bodies.find(group.name, self.bodies.read_code(group.above))
            cell = address(vintage.sheet.name, NAME_ROW, group.column)
            if match.body and match.body in found:
                message = f"expected every body once, found {group.name} to be {match.body}, like another name of row 4"
                raise RefusedError(f"{self.edition.name}:{cell}", message, "tell which columns are whose")
            if not match.body:
                place = Place(NAME_ROW + 1, vintage.sheet.page, cell)
                message = f"{match.reason}; its figures are left out"
                self.findings.append(Finding("NAT3", self.edition.name, place, message, match.mend))
            found.append(match.body)
        return found

    def _layout_findings(self, vintage: Vintage, layout: Layout) -> list[Finding]:
        sheet, name = vintage.sheet, self.edition.name
        found = []
        for row in layout.unlabelled:
            place = Place(row + 1, sheet.page, address(sheet.name, row, FIRST_COLUMN))
            message = f"expected a label in A to F of row {row + 1}, found figures without one; they are left out"
            found.append(Finding("NAT4", name, place, message, "complete the label as published"))
        if not layout.unit_told:
            place = Place(1, sheet.page, address(sheet.name, 0, 0))
            message = "no unit is printed above the statements; the figures are taken as million yen, as in every known edition"
            found.append(Finding("NAT6", name, place, message, "compare a figure with the body's own statements", "note"))
        return found

    def _ignore(self, vintage: Vintage, layout: Layout) -> None:
        rows = vintage.sheet.rows[layout.end :]
        count = sum(cell.__class__ is float for cells in rows for cell in cells)
        if rows:
            place = Place(layout.end + 1, vintage.sheet.page, address(vintage.sheet.name, layout.end, 0))
            self.ignored.append(Ignored("national_indicators", place, f"指標 ({count:,} numbers)"))
