"""Figures typed from the page by eye."""

import pytest

from tests.check.made_up import checked, facts_from


def told(control: dict[str, object], **tables: str) -> list[str]:
    """What is found about a control, the rest left out."""
    result = checked(facts_from(**(tables or {"bs": "bs\nassets 1,234\ncash △5\ndebt -"})), controls={"town-2023": [control]})
    return [finding.message for finding in result.findings if finding.rule == "CONTROL"]


def test_a_control_that_the_transcript_meets_is_no_finding() -> None:
    assert told({"table": "bs", "account": "assets", "column": "amount", "printed": "1,234"}) == []
    assert told({"table": "bs", "account": "cash", "printed": "▲ 5"}) == []
    assert told({"table": "bs", "account": "debt", "printed": "－"}) == []


def test_a_control_that_differs_is_an_error_with_both_figures() -> None:
    result = checked(
        facts_from(bs="bs\nassets 1,234"), controls={"town-2023": [{"table": "bs", "account": "assets", "printed": "1,324"}]}
    )
    (finding,) = result.findings
    assert str(finding) == (
        "town-2023/report.toml: CONTROL: bs assets amount: read by eye 1,324, transcribed 1,234\n"
        "    mend: look at the page again; mend the transcript or the control"
    )


@pytest.mark.parametrize(
    ("control", "message"),
    [
        ({"table": "bs", "account": "land", "printed": "1"}, "bs land amount: expected one figure, found 0"),
        (
            {"table": "bs", "account": "assets", "printed": "12,34"},
            "bs assets amount: '12,34' is no figure: thousands separators must stand before every three digits",
        ),
        ({"table": "bs", "account": "debt", "printed": "0"}, "bs debt amount: read by eye 0, transcribed -"),
        ({"table": "bs", "account": "assets", "printed": "-"}, "bs assets amount: read by eye -, transcribed 1,234"),
    ],
)
def test_what_is_wrong_with_a_control_is_told(control: dict[str, object], message: str) -> None:
    assert told(control) == [message]


def test_segment_and_label_tell_figures_of_one_line_apart() -> None:
    table = "notes\nnote 1 label=甲\nnote 2 label=乙\nnote 3 label=乙 segment=x"
    assert told({"table": "n", "account": "note", "label": "甲", "printed": "1"}, n=table) == []
    assert told({"table": "n", "account": "note", "segment": "x", "printed": "3"}, n=table) == []
    assert told({"table": "n", "account": "note", "printed": "3"}, n=table) == ["n note amount: expected one figure, found 3"]


def test_the_line_of_the_source_tells_figures_of_one_line_apart() -> None:
    table = "notes\nnote 1 label=乙\nnote 2 label=乙"
    assert told({"table": "n", "account": "note", "line": 12, "printed": "2"}, n=table) == []
    assert told({"table": "n", "account": "note", "line": 11, "printed": "2"}, n=table) == [
        "n note amount 11: read by eye 2, transcribed 1"
    ]


def test_the_figures_of_controls_are_known() -> None:
    controls = {"town-2023": [{"table": "bs", "account": "cash", "printed": "5"}]}
    assert checked(facts_from(bs="bs\nassets 1\ncash 5"), controls=controls).controlled.tolist() == [1]
