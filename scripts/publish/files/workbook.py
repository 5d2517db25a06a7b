"""Workbooks for people, of a report or of several: one sheet per printed table, laid out as printed, and the sources."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scripts.eras import era_label
from scripts.publish.corpus import Release
from scripts.publish.files.sheets import Block, Names, SheetCell, blocks_of, sheet_names
from scripts.publish.frames.reports import section
from scripts.records import Table
from scripts.transcripts import Transcript

TOP = 4
_FONT = {"font_name": "Yu Gothic", "font_size": 10}
_WIDTHS = {"label": 34, "figure": 16, "english": 52}
SOURCE_SHEET = "出典・Source"
LIST_SHEET = "もくじ・Contents"


class Formats:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def __call__(self, **properties: object) -> Format:
        """Give the format with these properties of xlsxwriter."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(_FONT | properties)
        return self._made[key]


def workbook_bytes(report: Transcript, names: Names, release: Release) -> bytes:
    """Give the workbook of `report`; the same bytes for the same report and release."""
    with _book(str(section(report, "report").get("title", report.report)), release) as (book, sink):
        formats = Formats(book)
        sheets = sheet_names([*(table.title or table.table for table in report.tables), SOURCE_SHEET])
        for table, name in zip(report.tables, sheets, strict=False):
            _write_table(book.add_worksheet(name), table, names, formats)
        _write_source(book.add_worksheet(sheets[-1]), report, source_lines(report, names, release), formats)
    return sink.getvalue()


def joint_workbook_bytes(title: str, reports: Sequence[Transcript], names: Names, release: Release) -> bytes:
    """Give the workbook of several reports: a list of the sheets, the sheets with their year before them, the sources."""
    tables = [(report, table) for report in reports for table in report.tables]
    titles = [f"{table.fiscal_year} {table.title or table.table}" for _, table in tables]
    ends = [f"{SOURCE_SHEET} {number}" for number, _ in enumerate(reports, 1)]
    sheets = sheet_names([LIST_SHEET, *titles, *ends])
    with _book(title, release) as (book, sink):
        formats = Formats(book)
        _write_list(book.add_worksheet(sheets[0]), tables, sheets[1:], formats)
        for (_, table), name in zip(tables, sheets[1:], strict=False):
            _write_table(book.add_worksheet(name), table, names, formats)
        for report, name in zip(reports, sheets[1 + len(tables) :], strict=True):
            _write_source(book.add_worksheet(name), report, source_lines(report, names, release), formats)
    return sink.getvalue()


@contextmanager
def _book(title: str, release: Release) -> Iterator[tuple[xlsxwriter.Workbook, io.BytesIO]]:
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True, "default_format_properties": dict(_FONT)})  # it changes the dictionary
    made = datetime.fromisoformat(release.created) if release.created else datetime(1980, 1, 1, tzinfo=UTC)
    book.set_properties({"title": title, "author": "Open Public Accounts", "created": made.replace(tzinfo=None)})
    yield book, sink
    book.close()


def _write_list(sheet: Worksheet, tables: Sequence[tuple[Transcript, Table]], sheets: Sequence[str], formats: Formats) -> None:
    for at, width in enumerate((34, 44, 52)):
        sheet.set_column(at, at, width)
    for at, text in enumerate(("シート / Sheet", "報告書 / Report", "表 / Table")):
        sheet.write_string(0, at, text, formats(bold=True, bottom=1))
    for row, ((report, table), name) in enumerate(zip(tables, sheets, strict=False), 1):
        quoted = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", formats(font_color="#0645ad", underline=1), name)
        sheet.write_string(row, 1, report.report, formats())
        sheet.write_string(row, 2, table.table, formats())
    sheet.freeze_panes(1, 0)


def _write_table(sheet: Worksheet, table: Table, names: Names, formats: Formats) -> None:
    blocks = blocks_of(table, names)
    scope, unit = (names.labels[kind].get(code, code) for kind, code in (("scope", table.scope), ("unit", table.unit)))
    sheet.write_string(0, 0, table.title, formats(bold=True, font_size=13))
    sheet.write_string(1, 0, f"{era_label(table.fiscal_year)}（{table.fiscal_year}）　{scope}", formats())
    sheet.write_string(2, 0, f"（単位：{unit}）", formats())
    at = 0
    for block in blocks:
        _write_block(sheet, at, block, formats)
        at += len(block.heading)
    for number, block in enumerate(blocks):
        _write_english(sheet, at + number, block, formats)
    sheet.freeze_panes(TOP, 1)
    sheet.print_area(0, 0, TOP + len(blocks[0].rows), at - 1)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP - 1)


def _write_block(sheet: Worksheet, at: int, block: Block, formats: Formats) -> None:
    sheet.set_column(at, at, _WIDTHS["label"])
    sheet.set_column(at + 1, at + len(block.heading) - 1, _WIDTHS["figure"])
    for number, text in enumerate(block.heading):
        align = "center" if number else "left"
        sheet.write_string(TOP - 1, at + number, text, formats(bold=True, bottom=1, align=align, text_wrap=True))
    for row, cells in enumerate(block.rows, TOP):
        for number, cell in enumerate(cells or ()):
            _write_cell(sheet, (row, at + number), cell, formats)


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: SheetCell, formats: Formats) -> None:
    if cell.value is not None:
        whole = cell.value == cell.value.to_integral_value()
        sheet.write_number(*place, int(cell.value) if whole else float(cell.value), formats(num_format=cell.form, align="right"))
    elif cell.form:
        sheet.write_string(*place, cell.text, formats(align="right"))
    elif cell.text:
        sheet.write_string(*place, cell.text, formats(indent=cell.indent))


def _write_english(sheet: Worksheet, at: int, block: Block, formats: Formats) -> None:
    sheet.set_column(at, at, _WIDTHS["english"])
    sheet.write_string(TOP - 1, at, "English", formats(bold=True, bottom=1))
    for row, text in enumerate(block.labels_en, TOP):
        if text:
            sheet.write_string(row, at, text, formats(font_color="#444444"))


def source_lines(report: Transcript, names: Names, release: Release) -> list[tuple[str, str]]:
    """Give what the sheet of sources says, heading and text: the document, its terms, and how to cite the figures."""
    about, source = section(report, "report"), section(report, "source")
    body = names.labels["body"].get(report.body, report.body)
    title = str(about.get("title", ""))
    title_en = str(about.get("title_en") or title)
    publisher = str(source.get("publisher") or body)
    lines = [
        ("報告書 / Report", report.report),
        ("表題 / Title", f"{title}\n{title_en}"),
        ("団体 / Body", body),
        ("公表者 / Publisher", publisher),
        ("公表ページ / Page", str(source.get("page") or "")),
        ("元のファイル / Source file", str(source.get("file") or "")),
        ("SHA-256", str(source.get("sha256") or "")),
        ("利用条件 / Terms of use", "\n".join(str(source[k]) for k in ("licence", "licence_en") if source.get(k))),
        ("版 / Version", release.version),
        (
            "引用 / Cite as",
            f"出典: {publisher}『{title}』を Open Public Accounts が加工（版 {release.version}、{report.report}）",
        ),
        ("", f"Source: {publisher}, {title_en}; processed by Open Public Accounts (version {release.version}, {report.report})"),
        ("凡例 / Legend", "△ は負の数、「-」は印刷どおり（該当なし）、空欄は印刷なし。"),
        ("", "△ marks a minus, - is printed for nil, an empty cell is printed empty."),
    ]
    return [(heading, text) for heading, text in lines if text]


def _write_source(sheet: Worksheet, report: Transcript, lines: Sequence[tuple[str, str]], formats: Formats) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 96)
    for row, (heading, text) in enumerate(lines):
        sheet.write_string(row, 0, heading, formats(bold=True, valign="top"))
        sheet.write_string(row, 1, text, formats(text_wrap=True, valign="top"))
    start = len(lines) + 1
    sheet.write_string(start, 0, "表 / Table", formats(bold=True, bottom=1))
    sheet.write_string(start, 1, "元のファイルの場所と表題 / Place in the source file and title", formats(bold=True, bottom=1))
    for row, table in enumerate(report.tables, start + 1):
        sheet.write_string(row, 0, table.table, formats())
        sheet.write_string(row, 1, f"{table.place}  {table.title}", formats())
