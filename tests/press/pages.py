"""Statements as web pages, for a browser to print: tables of two sides or one, ruled or bare, indented in two ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from tests.press.statements import Statement
from tests.press.workbooks import UPRIGHT
from tests.support.prints import Grid, PrintRow

STYLE = """
@page { size: A4 landscape; margin: 12mm }
body { font: 8pt "IPAexGothic", "Noto Sans CJK JP", sans-serif; margin: 0 }
h1 { font-size: 12pt; text-align: center; margin: 0 }
p { text-align: center; margin: 1pt }
p.unit { text-align: right }
section { break-after: page }
table { border-collapse: collapse; width: 100% }
td.figure { text-align: right; white-space: pre }
td.upright { writing-mode: vertical-rl; text-orientation: upright; text-align: center }
td { padding: 0 3pt; white-space: pre; line-height: 1.15 }
"""
RULED = "td, th { border: 0.5pt solid #444 }\n"
SPREAD = "h1 { letter-spacing: 1em }\n"


@dataclass(frozen=True)
class Page:
    """How a page looks: sides of a balance sheet, rules, `spread` titles, indentation by spaces or by padding."""

    name: str
    sides: int = 1
    ruled: bool = True
    spread: bool = False
    padded: bool = False
    upright: bool = False

    def __str__(self) -> str:
        return self.name


PAGES = (
    Page("ruled, indented by spaces"),
    Page("bare, indented by padding", ruled=False, padded=True),
    Page("two sides, ruled", sides=2),
    Page("two sides, bare, spread titles", sides=2, ruled=False, spread=True, padded=True),
    Page("ruled, upright headings", upright=True, padded=True),
    Page("two sides, bare, upright headings", sides=2, ruled=False, upright=True),
)


def page_html(statements: Sequence[Statement], page: Page) -> str:
    """Give the statements as one document, each beginning a sheet of paper."""
    style = STYLE + (RULED if page.ruled else "") + (SPREAD if page.spread else "")
    body = "".join(_section(statement, page) for statement in statements)
    return f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>架空町</title><style>{style}</style>{body}</html>\n'


def _section(statement: Statement, page: Page) -> str:
    grids = list(statement.grids)
    if page.sides == 1 and len(grids) > 1:
        grids = [Grid(grids[0].heads, tuple(row for grid in grids for row in grid.rows))]
    upright = page.upright and any(row.label in UPRIGHT for grid in grids for row in grid.rows)
    side = "<th></th>" if upright else ""
    head = "".join(f"{side}<th>科目</th>{''.join(f'<th>{escape(h)}</th>' for h in grid.heads)}" for grid in grids)
    columns = [_upright_cells(grid, page) if upright else [_cells(row, page) for row in grid.rows] for grid in grids]
    blanks = ["<td></td>" * (len(grid.heads) + (2 if upright else 1)) for grid in grids]
    rows = "".join(
        f"<tr>{''.join(cells or blank for cells, blank in zip(line, blanks, strict=True))}</tr>" for line in zip_longest(*columns)
    )
    captions = "".join(
        f"<p{' class=unit' if text.startswith('（単位') else ''}>{escape(text)}</p>" for text in statement.captions
    )
    return f"<section><h1>{escape(statement.title)}</h1>{captions}<table><tr>{head}</tr>{rows}</table></section>"


def _upright_cells(grid: Grid, page: Page) -> list[str]:
    """Give the rows of a side, the headings of its parts upright in a cell beside their rows."""
    parts: list[tuple[str, list[PrintRow]]] = []
    for row in grid.rows:
        if row.label in UPRIGHT:
            parts.append((row.label.strip("【】"), []))
        else:
            parts[-1][1].append(row)
    cells = []
    for heading, rows in parts:
        first = f"<td class=upright rowspan={len(rows)}>{heading}</td>"
        cells += [("" if number else first) + _cells(row, page) for number, row in enumerate(rows)]
    return cells


def _cells(row: PrintRow, page: Page) -> str:
    figures = "".join(f"<td class=figure align=right>{escape(text)}</td>" for text, _ in row.cells)
    if page.padded:
        return f'<td style="padding-left: {3 + 8 * row.depth}pt">{escape(row.label)}</td>{figures}'
    return f"<td align=left>{'　' * row.depth}{escape(row.label)}</td>{figures}"
