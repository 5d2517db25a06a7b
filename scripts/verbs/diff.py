"""diff BASE: what changed in the repository since BASE, in accounting terms."""

import json
import subprocess
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from scripts.compare import Comparison, State, compare, render_json, render_markdown, render_text
from scripts.reference import Reference, load_reference, read_rows
from scripts.transcripts import TranscriptError, read_transcripts
from scripts.verbs.check import check_reports
from scripts.writing import json_text, write_text

PACKAGE = Path("datapackage")


def state_of(package: Path) -> State:
    """Give the facts, checks, schemas and reference tables of the repository state whose `datapackage` folder is `package`.

    Reference tables of a shape that today's code does not know are replaced by today's, which is said on standard error.
    Raises ClickException, with the place, for a transcript that cannot be read.
    """
    try:
        reports = read_transcripts(package / "sources")
    except TranscriptError as error:
        raise click.ClickException(str(error)) from error
    try:
        facts, result = check_reports(reports, load_reference(package / "reference"))
    except TranscriptError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        click.echo(f"the reference tables of the base have another shape ({error!r}); today's are used", err=True)
        facts, result = check_reports(reports, load_reference())
    editions = {report.report: int(report.meta["report"]["fiscal_year"]) for report in reports}
    return State(facts, result.checks, result.check_facts, editions, _schemas(package), _reference(package / "reference"))


def _schemas(package: Path) -> dict[str, Any]:
    found = {}
    for path in sorted((package / "schemas").glob("*.json")):
        try:
            found[path.stem] = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError) as error:
            raise click.ClickException(f"{path.name}: expected JSON in UTF-8: {error}\n    mend: mend the schema") from error
    return found


def _reference(folder: Path) -> dict[str, list[dict[str, str]]]:
    paths = [*sorted(folder.glob("*.csv")), *sorted(folder.glob("*/*.csv"))]
    return {path.relative_to(folder).with_suffix("").as_posix(): list(read_rows(path)) for path in paths}


def names_of(reference: Reference) -> dict[str, str]:
    """Give the Japanese name of each body by its id."""
    return {row["body"]: row["name_ja"] for row in reference.tables["bodies"]}


def package_at(revision: str, target: Path) -> Path:
    """Write the `datapackage` folder of a git revision under `target` and give its path."""
    command = ["git", "archive", "--format=tar", revision, "--", str(PACKAGE)]
    try:
        archive = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode("utf-8", "replace").strip()
        raise click.ClickException(f"expected a git revision that has {PACKAGE}/, found {revision}: {why}") from error
    try:
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(target, filter="data")
    except tarfile.TarError as error:  # a link that leads out of the folder
        mend = "name a revision whose datapackage/ holds plain files"
        raise click.ClickException(f"expected {PACKAGE}/ of plain files in {revision}: {error}\n    mend: {mend}") from error
    return target / PACKAGE


def compare_with(base: str) -> Comparison:
    """Give what changed since a git revision."""
    with tempfile.TemporaryDirectory() as folder:
        return compare(state_of(package_at(base, Path(folder))), state_of(PACKAGE))


@click.command("diff")
@click.argument("base")
@click.option("--markdown", type=click.Path(path_type=Path), help="Also write the comparison as Markdown.")
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Also write the comparison as JSON.")
@click.option("--all", "whole", is_flag=True, help="Show every line of long lists.")
def command(base: str, markdown: Path | None, json_path: Path | None, *, whole: bool) -> None:
    """Tell what changed since the git revision BASE: figures, identities made or broken, corroboration, columns."""
    if base.startswith("-"):
        raise click.ClickException(f"expected a git revision, found {base}")
    comparison = compare_with(base)
    names = names_of(load_reference())
    if markdown:
        write_text(markdown, render_markdown(comparison, names))
    if json_path:
        write_text(json_path, json_text(render_json(comparison)))
    click.echo(render_text(comparison, names, whole=whole), nl=False)
