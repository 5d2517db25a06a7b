from decimal import Decimal

from scripts.recognise.torn.arithmetic import Arithmetic, Identity, find_equals
from scripts.recognise.torn.form import FormLines
from tests.recognise.torn.slips import reference

FORM = FormLines("jlis_income_statement", reference())
ARITHMETIC = Arithmetic(FORM, reference())


def cells(*values: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values)


def line(account: str) -> int:
    return FORM.at[f"jlis_{account}"]


def identity(account: str) -> Identity:
    return next(n for n in ARITHMETIC.identities if n.terms[0] == (line(account), -1))


def test_parts_that_are_not_printed_count_as_nothing() -> None:
    values = {line("total_operating_revenue"): cells(5, 7), line("business_revenue"): cells(5, 6)}
    assert ARITHMETIC.gap(identity("total_operating_revenue"), values) == cells(0, -1)


def test_a_subtotal_that_is_not_printed_is_replaced_by_its_parts() -> None:
    values = {
        line("operating_profit"): cells(2),
        line("total_operating_revenue"): cells(5),
        line("business_expenses"): cells(2),
        line("administrative_expenses"): cells(1),
    }
    assert ARITHMETIC.gap(identity("operating_profit"), values) == cells(0)


def test_nothing_is_said_of_a_sum_with_a_row_that_is_not_read_for_certain() -> None:
    values = {line("total_operating_revenue"): cells(5), line("business_revenue"): cells(5), line("issuance_fees"): None}
    assert ARITHMETIC.gap(identity("total_operating_revenue"), values) is None


def test_nothing_is_said_of_a_total_that_is_not_printed() -> None:
    assert ARITHMETIC.gap(identity("total_operating_revenue"), {line("business_revenue"): cells(5)}) is None


def test_columns_of_nothing_but_nil_do_not_count_as_held() -> None:
    values = {line("total_operating_revenue"): cells(5, 0, 3), line("business_revenue"): cells(5, 0, 4)}
    score = ARITHMETIC.score(ARITHMETIC.identities, values)
    assert (score.held, score.broken) == (1, 1)


def test_balances_that_stand_on_two_forms_are_equal_with_their_sign() -> None:
    equals = find_equals(reference())
    assert ("jlis_na_net_assets_closing", 1) in equals["jlis_total_net_assets"]
    assert ("jlis_cash_plan_closing_receivables", -1) in equals["jlis_accounts_receivable"]
