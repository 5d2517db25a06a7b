"""What is measured: parts, their sizes and steps, and beside which step each is shown."""

from dataclasses import dataclass

SIZES = ("1x", "10x", "100x", "national")
AREAS = {"1x": "富山県", "10x": "北海道"}
"""The prefecture of a small size; the greater ones are of the whole country."""
EDITIONS = {"1x": 1, "10x": 1, "100x": 1, "national": 5}


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its function, the step of the same part and size beside which it is shown, the sizes it is measured at.

    `many` is how many things it does at most: a sample of what is too slow to be done whole; `runs` how often it is measured
    at least, the fastest counts.
    """

    part: str
    name: str
    function: str
    beside: str = ""
    sizes: tuple[str, ...] = SIZES
    many: int = 0
    runs: int = 1

    @property
    def key(self) -> str:
        """Its name on the command line."""
        return f"{self.part}:{self.name}"


STEPS = (
    Step("rows", "bare", "bare_rows:bare", runs=3),
    Step("rows", "published", "rows:published", "bare"),
    Step("rows", "published_alone", "rows:published_alone", "bare"),
    Step("rows", "added", "rows:added", "published", ("100x", "national")),
    Step("rows", "frictionless", "bare_rows:frictionless", many=20_000),
    Step("rows", "checked", "rows:checked", "frictionless"),
    Step("documents", "pdfium", "bare_documents:pdfium", many=20),
    Step("documents", "pdfplumber", "bare_documents:pdfplumber", many=20),
    Step("documents", "converted_pdf", "documents:converted", "pdfplumber"),
    Step("documents", "converted_text", "documents:converted", "pdfplumber", SIZES[:3]),
    Step("charts", "vl_convert", "bare_charts:vl_convert", "", SIZES[:3], 20),
    Step("charts", "browser", "bare_charts:browser", "", SIZES[:3], 20),
    Step("charts", "drawn", "charts:drawn", "vl_convert", SIZES[:3]),
    Step("charts", "kept", "charts:drawn", "vl_convert", SIZES[:3]),
    Step("pages", "nothing_kept", "pages:built", "mkdocs", SIZES[:3]),
    Step("pages", "mkdocs", "pages:mkdocs", "", SIZES[:3]),
    Step("pages", "charts_kept", "pages:built", "mkdocs", SIZES[:3]),
    Step("pages", "unchanged", "pages:built", "mkdocs", SIZES[:3]),
    Step("pages", "workbook_added", "pages:built", "mkdocs", SIZES[:3]),
)
DOCUMENTS = {"1x": 1, "10x": 10, "100x": 100, "national": 1000}


def chosen(words: str) -> tuple[Step, ...]:
    """Give the steps that the words name (`rows`, `charts:drawn`), with those beside which they are shown; all for none.

    Raises KeyError for a word that names none.
    """
    wanted: set[str] = set()
    for word in words.replace(",", " ").split():
        named = [step for step in STEPS if word in {step.part, step.key}]
        if not named:
            raise KeyError(word)
        wanted |= {step.key for step in named} | {f"{step.part}:{step.beside}" for step in named if step.beside}
    return tuple(step for step in STEPS if not words or step.key in wanted)
