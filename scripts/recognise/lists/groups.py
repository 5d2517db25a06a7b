"""Captions set from top to bottom: one character a line, beside the rows of a group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.recognise.lists.lines import squeeze
from scripts.records import Line

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Caption:
    """A group's caption: its characters joined, the lines they stand on."""

    text: str
    lines: tuple[Line, ...]


def join_captions(lines: Sequence[Line]) -> Iterator[Line | Caption]:
    """Give lines in order, runs of at least three lines of one character as the caption they make up.

    A single such line is left as it is: it is the end of a word broken over two lines (セミナ / ー).
    """
    run: list[Line] = []
    for line in lines:
        if len(squeeze(line.text)) == 1:
            run.append(line)
            continue
        yield from _end(run)
        run = []
        yield line
    yield from _end(run)


def _end(run: Sequence[Line]) -> Iterator[Line | Caption]:
    if len(run) >= _SHORTEST:
        yield Caption("".join(squeeze(line.text) for line in run), tuple(run))
    else:
        yield from run
