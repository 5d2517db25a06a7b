"""check: transcripts -> every finding, none hidden behind the first."""

import sys
from collections.abc import Sequence

import click
import pandas as pd

from scripts.check import CheckResult, Told, check_facts
from scripts.facts import facts_of, forms_of
from scripts.records import Finding
from scripts.reference import Reference, load_reference
from scripts.transcripts import Transcript, TranscriptError, read_transcripts
from scripts.vetting import vet_codes


def facts_of_reports(reports: Sequence[Transcript], reference: Reference) -> pd.DataFrame:
    """Give the facts of all reports as one table, in the order of the reports and of their print.

    Raises TranscriptError for codes that no reference table has.
    """
    for report in reports:
        vet_codes(report.report, report.body, report.tables, reference)
    frames = [facts_of(r.report, r.body, r.tables, reference) for r in reports]
    return pd.concat(frames, ignore_index=True)


def check_reports(reports: Sequence[Transcript], reference: Reference) -> tuple[pd.DataFrame, CheckResult]:
    """Give the facts of all reports, with `corroborated`, and what the checks say of them."""
    facts = facts_of_reports(reports, reference)
    told = Told(
        rounding={r.report: str(r.meta["report"]["rounding"]) for r in reports},
        discrepancies={r.report: r.meta.get("discrepancies", []) for r in reports},
        controls={r.report: r.meta.get("controls", []) for r in reports},
    )
    forms = forms_of(facts, {report.report: report.tables for report in reports})
    result = check_facts(facts.assign(form=forms), reference, told)
    facts["corroborated"] = result.corroborated
    return facts, result


def errors_in(findings: Sequence[Finding]) -> list[Finding]:
    """Give the findings that stop a publication."""
    return [finding for finding in findings if finding.severity == "error"]


@click.command("check")
@click.argument("reports", nargs=-1)
def command(reports: tuple[str, ...]) -> None:
    """Check the transcripts of REPORTS (all when none is named); ends with 1 when a finding is not explained."""
    try:
        everything = read_transcripts()
    except TranscriptError as error:
        raise click.ClickException(str(error)) from error
    unknown = set(reports) - {t.report for t in everything}
    if unknown:
        raise click.ClickException(f"no report {', '.join(sorted(unknown))} under datapackage/sources")
    # All are checked, for identities reach across reports; told is what concerns the chosen ones.
    try:
        facts, result = check_reports(everything, load_reference())
    except TranscriptError as error:
        raise click.ClickException(str(error)) from error
    chosen = set(reports) or {t.report for t in everything}
    findings = [finding for finding in result.findings if finding.where.split("/")[0] in chosen]
    for finding in findings:
        click.echo(finding, err=True)
    checks = result.checks[result.checks["report"].isin(chosen)]
    counts = ", ".join(f"{n} {status}" for status, n in checks["status"].value_counts().items())
    figures = int(facts["report"].isin(chosen).sum())
    click.echo(f"{len(chosen)} reports, {figures} figures, {len(checks)} identities ({counts})")
    sys.exit(1 if errors_in(findings) else 0)
