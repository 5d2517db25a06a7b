"""PDF files with a text layer: characters put back into lines by where they stand on the page."""

import ctypes
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from scripts.characters import find_deceiving
from scripts.read.limits import LONGEST_LINE, MOST_CHARACTERS_ON_A_PAGE, MOST_LINES, MOST_PAGES
from scripts.read.page import Glyph, page_lines, size_of
from scripts.read.text import split_cells
from scripts.records import Document, Line, Place, RefusedError

# The usual size of characters is told from this many pages.
_SAMPLE = 10
# The characters that the head and the foot of a page may take: a scan under them is no page of text.
_LITTLE = 100
# Nothing is printed farther out than this, in points: the largest page is 14,400.
_FAR = 20_000


def read_pdf(name: str, content: bytes) -> Document:
    """Give the text layer of a PDF as a document: lines from the top of each page, `line` counted over the whole file.

    Raises RefusedError for damaged, encrypted and scanned files (pictures without text).
    """
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _refusal(name, error) from error
    try:
        if len(pdf) > MOST_PAGES:
            raise RefusedError(name, f"expected at most {MOST_PAGES} pages, found {len(pdf)}", "split the file")
        lines = tuple(_lines(name, pdf))
        pictures = tuple(_pictures(pdf, lines))
    except pdfium.PdfiumError as error:
        raise _refusal(name, error) from error
    finally:
        pdf.close()
    pictured = {place.page for place in pictures}
    if not any(line.text.strip() and line.place.page not in pictured for line in lines):
        message = "expected a PDF with text, found only pictures (a scan)"
        raise RefusedError(name, message, "ask the publisher for the original file, or run text recognition and check the result")
    return Document(name, "pdf", hashlib.sha256(content).hexdigest(), lines, pictures)


def _refusal(name: str, error: pdfium.PdfiumError) -> RefusedError:
    if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
        return RefusedError(name, "expected an open PDF, found one locked by a password", "save a copy without the password")
    if error.err_code == pdfium.raw.FPDF_ERR_SECURITY:
        mend = "ask the publisher for a copy without restrictions, or print it to PDF if you may"
        return RefusedError(name, "expected an open PDF, found one under rights management", mend)
    return RefusedError(name, f"expected a PDF, found a damaged file ({error})", "download the file once more")


def _pictures(pdf: pdfium.PdfDocument, lines: Sequence[Line]) -> Iterator[Place]:
    written = Counter(page for line in lines for page in [line.place.page] * sum(not c.isspace() for c in line.text))
    for number in (number for number in range(1, len(pdf) + 1) if written[number] <= _LITTLE):
        page = pdf[number - 1]
        size = page.get_width() * page.get_height()
        images = (image.get_bounds() for image in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=5))
        # Scanners may cut a page into strips.
        if sum((right - left) * (top - bottom) for left, bottom, right, top in images) > size / 2:
            yield Place(max((line.place.line for line in lines if (line.place.page or 0) <= number), default=1), number)


def _lines(name: str, pdf: pdfium.PdfDocument) -> Iterator[Line]:
    number = 0
    usual = size_of([glyph for index in range(min(len(pdf), _SAMPLE)) for glyph in _glyphs(name, pdf, index)])
    for index in range(len(pdf)):
        for text in page_lines(_glyphs(name, pdf, index), usual):
            number += 1
            if len(text) > LONGEST_LINE or number > MOST_LINES:
                message = f"expected at most {MOST_LINES:,} lines of {LONGEST_LINE:,} characters"
                raise RefusedError(f"{name}:p{index + 1}", message, "split the file")
            cells, ruled = split_cells(text)
            yield Line(Place(number, index + 1), text, cells, ruled)


def _glyphs(name: str, pdf: pdfium.PdfDocument, index: int) -> list[Glyph]:
    textpage = pdf[index].get_textpage()
    if textpage.count_chars() > MOST_CHARACTERS_ON_A_PAGE:
        message = f"expected at most {MOST_CHARACTERS_ON_A_PAGE:,} characters on a page"
        raise RefusedError(f"{name}:p{index + 1}", message, "split the page")
    text = textpage.get_text_range()
    count = textpage.count_chars()
    if len(text) != count:
        text = "".join(textpage.get_text_range(i, 1) or " " for i in range(count))
    seen = (_glyph(textpage, i, text[i]) for i in range(count) if not text[i].isspace() and not find_deceiving(text[i]))
    return [glyph for glyph in seen if all(abs(edge) < _FAR for edge in (glyph.left, glyph.bottom, glyph.right, glyph.top))]


def _glyph(textpage: pdfium.PdfTextPage, index: int, text: str) -> Glyph:
    # Fonts differ in how far their boxes reach below the line that all of a row stand on.
    left, bottom, right, top = textpage.get_charbox(index, loose=True)
    x, y = ctypes.c_double(), ctypes.c_double()
    stands = pdfium.raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    base = y.value if stands else bottom
    return Glyph(text, left, base, right, base + top - bottom)
