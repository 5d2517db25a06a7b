"""publish: transcripts -> data packages under site/data. Nothing is published unless the checks have finished."""

import sys
from pathlib import Path

import click

from scripts.check.audit import audit
from scripts.publish import Corpus, publish, publish_api, read_release
from scripts.reference import load_reference
from scripts.transcripts import TranscriptError, read_transcripts
from scripts.verbs.check import check_reports, errors_in

DATA = Path("site") / "data"
API = Path("api") / "v1"


def publish_all(target: Path = DATA) -> int:
    """Check every transcript and publish all of them to `target`; give the number of findings that stopped it (0: done).

    The static API goes into `api/v1` beside `target`.
    """
    reference = load_reference()
    reports = read_transcripts()
    facts, result = check_reports(reports, reference)
    for finding in result.findings:
        click.echo(finding, err=True)
    if errors := errors_in(result.findings):
        return len(errors)
    corpus = Corpus(tuple(reports), facts, result.checks, result.check_facts, reference, read_release(), audit(result))
    publish_api(corpus, publish(corpus, target), target, target.parent / API)
    return 0


@click.command("publish")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=DATA, show_default=True)
def command(output: Path) -> None:
    """Check all transcripts and publish them as data packages, and as the static API in api/v1 beside these."""
    try:
        stopped = publish_all(output)
    except TranscriptError as error:
        raise click.ClickException(str(error)) from error
    if stopped:
        click.echo(f"nothing was published: {stopped} findings are not explained", err=True)
        sys.exit(1)
    click.echo(f"published to {output}")
