"""The indicators of a body for each scope, with the figures they are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scripts.show.indicator_pages import short
from scripts.show.national.group import SCOPES, Group, Print
from scripts.show.national.statements import fact_key
from scripts.show.rendering import Desk
from scripts.show.report import Fact


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that an indicator is made from: its print, its label, the id of its line on the page."""

    label: str
    printed: str
    key: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """An indicator: its name and label, its values by scope in words, and the figures of the leading scope."""

    name: str
    label: str
    unit: str
    values: tuple[str, ...]
    above: tuple[Part, ...]
    below: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ratios:
    """The indicators that can be computed, and the labels of those that cannot, by the reason."""

    computed: tuple[Ratio, ...]
    scopes: tuple[str, ...]
    missing: tuple[tuple[tuple[str, ...], str], ...]


def ratios_of(desk: Desk, group: Group, printed: Print, body: str, facts: Mapping[str, Fact]) -> Ratios:
    """Give the indicators; `facts` are those of the leading scope by their ids."""
    columns = group.indicators.get((printed.fiscal_year, printed.edition))
    names = ("indicator", "scope", "value", "unit", "numerator", "denominator", "status", f"reason_{desk.language.code}")
    rows = list(columns.of(body, *names)) if columns else []
    scopes = tuple(scope for scope in SCOPES if any(row[1] == scope for row in rows))
    by_indicator: dict[str, dict[str, tuple[object, ...]]] = {}
    for row in rows:
        by_indicator.setdefault(row[0], {})[row[1]] = row
    leading = next((fact.scope for fact in facts.values()), "")
    computed: list[Ratio] = []
    missing: dict[str, list[str]] = {}
    for name, own in by_indicator.items():
        label = desk.language.label(desk.published.reference["formulas"].get(name), name)
        if all(row[6] != "computed" for row in own.values()):
            missing.setdefault(str(next(iter(own.values()))[7]), []).append(label)
            continue
        row = own.get(leading) or next(iter(own.values()))
        above, below = (_parts(desk, facts, str(row[at])) for at in (4, 5))
        values = tuple(_value(own.get(scope)) for scope in scopes)
        computed.append(Ratio(name, label, desk.reader.unit(str(row[3])), values, above, below))
    scoped = tuple(desk.reader.scope(scope) for scope in scopes)
    return Ratios(tuple(computed), scoped, tuple((tuple(labels), reason) for reason, labels in missing.items()))


def _parts(desk: Desk, facts: Mapping[str, Fact], names: str) -> tuple[Part, ...]:
    """Give the figures that are something."""
    found = [facts[name] for name in names.split(";") if name in facts and facts[name].yen]
    return tuple(Part(desk.reader.label(fact).text, fact.printed, fact_key(fact.fact_id)) for fact in found)


def _value(row: tuple[object, ...] | None) -> str:
    value = row[2] if row else None
    return short(str(value.normalize() if isinstance(value, Decimal) else "")) if value is not None else ""
