"""The ways in which converters lay statements out."""

from dataclasses import dataclass, replace

from tests.support.layouts import LAYOUTS, Breaks, Look


@dataclass(frozen=True)
class Way:
    """A layout with its look; a balance sheet is printed on two sides or one below the other."""

    name: str
    layout: str
    look: Look
    sides: int = 2

    def __post_init__(self) -> None:
        assert self.layout in LAYOUTS

    def __str__(self) -> str:
        return self.name

    def broken(self, breaks: Breaks) -> "Way":
        """Give the same way with pages broken so; one cell a line, headings are not printed again within a row."""
        return replace(self, look=replace(self.look, breaks=replace(breaks, header=breaks.header and self.layout != "stacked")))


TABS = Way("tabs, two sides", "ruled", Look(bar="\t", indent=""))
ONE_SIDE = Way("tabs, one side", "ruled", Look(bar="\t", indent=""), 1)
PIPES = Way("Markdown pipes", "ruled", Look())
ALIGNED = Way("columns of blanks, one side", "aligned", Look(), 1)
TIGHT = Way("single blanks, one side", "tight", Look(indent=""), 1)
TIGHT_SIDES = Way("single blanks, two sides", "tight", Look(indent=""))
STACKED = Way("one cell a line, one side", "stacked", Look(), 1)
STACKED_SIDES = Way("one cell a line, two sides", "stacked", Look())
WAYS = (
    TABS,
    ONE_SIDE,
    PIPES,
    Way("pipes without frame", "ruled", Look(frame=False, indent="")),
    Way("box lines", "ruled", Look(bar="│", frame=False)),
    Way("columns of blanks, two sides", "aligned", Look()),
    ALIGNED,
    Way("narrow columns of blanks", "aligned", Look(indent="  ", gap=2)),
    TIGHT,
    TIGHT_SIDES,
    Way("two halves with a bar between them", "parted", Look(bar="│", indent="", gap=1)),
    STACKED,
    STACKED_SIDES,
)
