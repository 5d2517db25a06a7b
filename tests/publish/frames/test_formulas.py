"""Formulas are data: they are read, or refused with the row that is wrong."""

import pytest

from scripts.publish.faults import PublishError
from scripts.publish.frames.formulas import Term, read_formulas, read_terms
from scripts.reference import Reference


def test_terms_have_sign_account_and_column() -> None:
    assert read_terms("- local_bonds + sources_of_finance.total +external:population") == (
        Term("local_bonds", "amount", -1),
        Term("sources_of_finance", "total", 1),
        Term("population", "amount", 1, external=True),
    )
    assert read_terms("") == ()


@pytest.mark.parametrize("text", ["total_assets", "+ total assets", "+ 資産合計", "× total_assets", "+ a / b"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected \\+ or - and the name of an account, found"):
        read_terms(text)


def test_every_formula_of_the_repository_can_be_read(reference: Reference) -> None:
    formulas = read_formulas(reference)
    assert len({formula.formula for formula in formulas}) == len(formulas) == len(reference.tables["indicators"])


def test_all_formulas_that_cannot_be_read_are_named(reference: Reference) -> None:
    row = reference.tables["indicators"][0]
    rows = [row | {"numerator": "+ no_such_line"}, row | {"indicator": "odd", "numerator": "?"}]
    with pytest.raises(PublishError) as refused:
        read_formulas(Reference(reference.tables | {"indicators": rows}))
    assert str(refused.value) == (
        f"indicators.csv: {row['indicator']}: no account 'no_such_line'\n    mend: name a line of accounts.csv\n"
        "indicators.csv: odd: expected + or - and the name of an account, found '?'\n"
        "    mend: write the terms as `+ account - account.column`"
    )
