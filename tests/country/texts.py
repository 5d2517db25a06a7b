"""Statements of single bodies, printed from the books of a made-up country: as text, and as PDF without any font in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from scripts.amounts import format_yen
from tests.country.books import FORMS, SCOPES, Country
from tests.country.errors import KINDS, LEAST, Planted, spoil
from tests.country.sizes import THOUSAND
from tests.country.workbooks import depths

TITLES = {"general": "一般会計等", "whole": "全体", "consolidated": "連結"}
_ROWS = 46
_SIZE, _LEADING, _TOP, _LEFT, _RIGHT = 9, 15, 780, 40, 520


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a document: text and figure (none in a heading), and of which account and scope the figure is."""

    text: str
    figure: str = ""
    scope: str = ""
    account: str = ""
    thousands: int = 0


Pairs = list[tuple[str, str]]


def document_lines(country: Country, body: str, year: int, *, wrong: int = 0) -> tuple[Pairs, list[Planted]]:
    """Give the statements of a body and year, all scopes, as pairs of text and figure; and the errors in them.

    Figures are in thousand yen, each rounded by itself; nil is a dash. A pair without a figure is a heading. Of the figures
    `wrong` are spoilt.
    """
    at = country.bodies.index(body)
    name = next(row["name_ja"] for row in country.reference.tables["bodies"] if row["body"] == body)
    lines = [Printed(f"{name} 令和{year - 2018}年度 財務書類")]
    for scope in SCOPES:
        for form in FORMS:
            lines += _statement(country, form, scope, _figures(country, year, (at, SCOPES.index(scope)), form), year)
    rng = np.random.default_rng([country.seed, year, at])
    places = [place for place, line in enumerate(lines) if abs(line.thousands) >= LEAST]
    planted = []
    for number, place in enumerate(rng.choice(places, wrong, replace=False).tolist()):
        line, kind = lines[place], KINDS[number % len(KINDS)]
        spoilt = spoil(line.thousands, kind, rng)
        if spoilt != line.thousands:
            planted.append(Planted(year, year, body, line.scope, line.account, kind, line.thousands, spoilt))
            lines[place] = replace(line, figure=format_yen(spoilt))
    return [(line.text, line.figure) for line in lines], planted


def _figures(country: Country, year: int, at: tuple[int, int], form: str) -> Iterator[Printed]:
    lines = country.current(year)
    for line, depth in depths(country.reference, form):
        own = lines.get(line.account)
        if own is None:
            continue
        yen = int(own.yen[at])
        thousands = (abs(yen) + THOUSAND // 2) // THOUSAND * (1 if yen >= 0 else -1)
        figure = "-" if own.nil[at] else format_yen(thousands)
        yield Printed("　" * depth + line.label_ja, figure, SCOPES[at[1]], line.account, 0 if own.nil[at] else thousands)


def _statement(country: Country, form: str, scope: str, figures: Iterator[Printed], year: int) -> Iterator[Printed]:
    era = year - 2018
    dated = f"(令和{era + 1}年3月31日現在)" if form == FORMS[0] else f"自 令和{era}年4月1日 至 令和{era + 1}年3月31日"
    for text in ("", f"{TITLES[scope]}{country.reference.forms[form].title_ja}", dated, "(単位:千円)"):
        yield Printed(text)
    yield Printed("科目", "合計" if form == FORMS[2] else "金額")
    yield from figures


def write_text_file(pairs: Pairs, path: Path) -> Path:
    """Write a statement as text: a tab before the figure."""
    path.write_text("\n".join(f"{text}\t{figure}" if figure else text for text, figure in pairs) + "\n", encoding="utf-8")
    return path


def write_pdf_file(pairs: Pairs, path: Path) -> Path:
    """Write a statement as PDF; its characters are those of a Japanese font that every reader has to know (Adobe-Japan1)."""
    pages = [pairs[first : first + _ROWS] for first in range(0, len(pairs), _ROWS)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_font()]
    kids = []
    for page in pages:
        content = "\n".join(_shown(text, figure, row) for row, (text, figure) in enumerate(page)).encode()
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
            % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    path.write_bytes(_file(objects))
    return path


def _font() -> list[bytes]:
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UCS2-H /DescendantFonts [4 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /DW 1000 /W [1 [500] 2 94 500]"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900"
            b" /Descent -200 /CapHeight 700 /StemV 80 >>"
        ),
    ]


def _shown(text: str, figure: str, row: int) -> str:
    top = _TOP - row * _LEADING
    shown = f"BT /F {_SIZE} Tf {_LEFT} {top} Td <{text.encode('utf-16-be').hex()}> Tj ET" if text else ""
    if figure:
        left = _RIGHT - sum(_SIZE if ord(c) > 255 else _SIZE / 2 for c in figure)
        shown += f"\nBT /F {_SIZE} Tf {left} {top} Td <{figure.encode('utf-16-be').hex()}> Tj ET"
    return shown


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail
