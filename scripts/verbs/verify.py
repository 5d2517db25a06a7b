"""verify: a published folder, the site around it and the transcripts -> what does not hold. It writes nothing."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from scripts.records import Finding
from scripts.reference import load_reference
from scripts.transcripts import TranscriptError, read_transcripts
from scripts.verbs.anew import verify_anew
from scripts.verbs.publish import API, DATA
from scripts.verify import verify_packages, verify_pages, verify_sources, verify_sums, verify_transcribed
from scripts.verify.published import read_facts, sample
from scripts.verify.transcribed import missing_facts


def verify(data: Path, size: int, seed: str, sources: Path | None) -> tuple[int, Iterator[Finding]]:
    """Give how many facts are traced, and the findings as they come up; `size` 0 traces all. Nothing is made anew."""
    facts = read_facts(data)
    drawn = sample(facts, size, seed)
    transcripts = {transcript.report: transcript for transcript in read_transcripts()}
    reference = load_reference()

    def found() -> Iterator[Finding]:
        yield from verify_packages(data)
        if (data.parent / API).is_dir():
            yield from verify_sums(data.parent / API)
        yield from missing_facts(facts, transcripts, reference)
        yield from verify_transcribed(drawn, transcripts, reference)
        if (data.parent / "index.html").exists():
            yield from verify_pages(drawn, facts, data.parent)
        if sources:
            yield from verify_sources(drawn, transcripts, sources)

    return len(drawn), found()


@click.command("verify")
@click.argument("data", type=click.Path(path_type=Path, exists=True, file_okay=False), default=DATA)
@click.option("--sample", "size", type=click.IntRange(1), default=300, show_default=True, help="How many figures to trace.")
@click.option("--seed", default="1", show_default=True, help="Which figures: the same seed draws the same.")
@click.option("--all", "every", is_flag=True, help="Trace every figure, as before a release.")
@click.option("--quick", is_flag=True, help="Make nothing anew: only sums, descriptors and traced figures are compared.")
@click.option("--site", is_flag=True, help="Make the pages anew as well, and compare every file of the site.")
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with source files, compared line by line.",
)
def command(data: Path, size: int, seed: str, *, every: bool, sources: Path | None, **anew: bool) -> None:
    """Verify the published folder DATA [site/data] and the site around it.

    Every file is held against its sum and its descriptor; a sample of the figures is traced from the pages of both languages
    to the published facts, to the transcripts, and with --sources to the lines of the source. Then data and API are made anew
    from the transcripts, with --site the pages as well, and compared byte for byte. Ends with 1 when anything differs.
    """
    try:
        number, findings = verify(data, 0 if every else size, seed, sources)
        errors = 0
        for finding in findings if anew["quick"] else chain(findings, verify_anew(data, pages=anew["site"])):
            errors += finding.severity == "error"
            click.echo(finding, err=True)
    except TranscriptError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{data}: {number} figures traced, {errors} findings")
    sys.exit(1 if errors else 0)
