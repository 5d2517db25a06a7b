"""convert: any statement files -> facts.csv and report.json of each."""

import re
import sys
from pathlib import Path
from typing import Any

import click

from scripts.read.limits import MOST_ALLOWED_MIB, MOST_ALLOWED_SECONDS, MOST_MEMORY_MIB, MOST_SECONDS
from scripts.records import RefusedError
from scripts.verbs.convert import convert_any, report_name
from scripts.verbs.guarded import REFUSED, stay_within
from scripts.verbs.many import JOBS, SCHEDULER, convert_command, crew_of


def _body(_context: click.Context, _parameter: click.Parameter, body: str) -> str:
    if re.fullmatch(r"(?:[a-z0-9][a-z0-9-]{0,79})?", body):
        return body
    raise click.BadParameter(f"expected small letters, digits and hyphens, found {body[:40]!a}")


@click.command("convert")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder for facts.csv and report.json [build/convert/NAME, of many files build/convert].",
)
@click.option("--body", default="", callback=_body, help="Id of the body; told from the text when it is left out.")
@click.option(
    "--rounding",
    type=click.Choice(["nearest", "truncated", "exact"]),
    default="nearest",
    show_default=True,
    help="How the figures are rounded to the printed unit; usually told in the notes.",
)
@click.option(
    "--seconds",
    type=click.IntRange(1, MOST_ALLOWED_SECONDS),
    default=MOST_SECONDS,
    show_default=True,
    help="Seconds of the processor.",
)
@click.option(
    "--memory", type=click.IntRange(64, MOST_ALLOWED_MIB), default=MOST_MEMORY_MIB, show_default=True, help="MiB of memory."
)
@JOBS
@SCHEDULER
def command(files: tuple[Path, ...], output: Path | None, **told: Any) -> None:  # noqa: ANN401  the options of a file
    """Convert the statement FILES, known to this repository or not; of a folder all that a reader takes.

    Ends with 0 when every figure found was placed and every identity holds or is explained by rounding, with 1 when
    there are findings, with 2 when a file is refused. Of many files, converted by all cores or by a cluster, documents.csv
    tells what came of each, and the worst decides how the command ends.
    """
    seconds, memory, jobs, scheduler = (told.pop(name) for name in ("seconds", "memory", "jobs", "scheduler"))
    if len(files) > 1 or files[0].is_dir():
        target = output or Path("build") / "convert"
        sys.exit(convert_command(files, target, crew_of(jobs, scheduler, apart=True), told, (seconds, memory)))
    stay_within(files[0].name, seconds, memory)
    target = output or Path("build") / "convert" / report_name(files[0])
    try:
        _, said, findings = convert_any(files[0], target, **told)
    except RefusedError as error:
        click.echo(error, err=True)
        sys.exit(REFUSED)
    for finding in findings:
        click.echo(finding, err=True)
    errors = [finding for finding in findings if finding.severity == "error"]
    click.echo(f"{target}: {said}, {len(errors)} findings")
    sys.exit(1 if errors else 0)
