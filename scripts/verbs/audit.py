"""audit: how far arithmetic proves the published figures, and which errors it would notice."""

import click

from scripts.check.audit import audit
from scripts.reference import load_reference
from scripts.transcripts import read_transcripts
from scripts.verbs.check import check_reports
from scripts.writing import json_text


@click.command("audit")
def command() -> None:
    """Measure corroboration and error detection over all transcripts and print the result as JSON."""
    _, result = check_reports(read_transcripts(), load_reference())
    click.echo(json_text(audit(result)), nl=False)
