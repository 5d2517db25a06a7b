"""What one would use instead to read a PDF: the text of each page by pdfium; text and tables by pdfplumber."""

from tests.scale.step import Job
from tests.scale.watch import Watch


def pdfium(job: Job, watch: Watch) -> int:
    """Read the text of all pages with pdfium."""
    import pypdfium2  # noqa: PLC0415  each step loads what it needs, no more

    with watch.running():
        for path in job.files():
            with pypdfium2.PdfDocument(path) as document:
                for page in document:
                    page.get_textpage().get_text_bounded()
    return len(job.paths)


def pdfplumber(job: Job, watch: Watch) -> int:
    """Read text and tables of all pages with pdfplumber."""
    import pdfplumber  # noqa: PLC0415

    with watch.running():
        for path in job.files():
            with pdfplumber.open(path) as document:
                for page in document.pages:
                    page.extract_text()
                    page.extract_tables()
                    page.close()
    return len(job.paths)
