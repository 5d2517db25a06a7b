"""The example of the guide as a workbook and as a PDF."""

import io
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

import openpyxl

from tests.press.printers import print_pages


def cells_of(line: str) -> list[str]:
    """Give the cells of a line of the example."""
    return re.split(r" {2,}", line.strip())


def workbook_of(lines: Sequence[str], _: Path) -> bytes:
    """Give the example as a workbook: figures are numbers, a dash is text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(cells_of(line), 1):
            number = text.replace(",", "")
            cell = sheet.cell(row, column, int(number) if number.isdigit() else text)
            cell.number_format = "#,##0"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _row(cells: Sequence[str]) -> str:
    if len(cells) == 1:
        return f"<p>{escape(cells[0])}</p>"
    return "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in cells) + "</tr>"


def pdf_of(lines: Sequence[str], folder: Path) -> bytes:
    """Give the example as a PDF, printed by the browser."""
    body = "".join(_row(cells_of(line)) for line in lines)
    style = "<style>td + td { text-align: right; padding-left: 4em }</style>"
    page = f"<!doctype html><meta charset=utf-8>{style}" + re.sub(r"((?:<tr>.*?</tr>)+)", r"<table>\1</table>", body)
    return print_pages({"kakuu": page}, folder)["kakuu"]
