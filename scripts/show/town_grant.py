"""What a municipality was expected to pay J-LIS, in a sentence and among all municipalities of the country."""

from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup, escape

from scripts.show.charts.distribution import FLOOR, Column, Own, columns_of, draw_distribution
from scripts.show.charts.theme import WIDTH
from scripts.show.figures import Figures
from scripts.show.money import say_yen, short_yen
from scripts.show.pictures import Cell, picture
from scripts.show.rendering import Desk
from scripts.show.report import Row
from scripts.show.towns import Country, Town, read_country

PER_RESIDENT = ("total_assets", "total_liabilities", "net_cost")
TICKS = (10**5, 10**6, 10**7, 10**8, 10**9)


def grant_of(desk: Desk, place: str, body: str) -> dict[str, object] | None:
    """Give the sentence on a municipality and where it stands; none for a body that is not in the list."""
    country, code = read_country(desk.published), desk.language.code
    town, way = _town(desk, place, body)
    if town is None:
        return None
    name = desk.body_name(body)
    sentence = desk.language.say(
        "grant_of_body",
        name=name,
        year=desk.language.year(int(_report(desk, country)["fiscal_year"])),
        amount=Markup('<a class="figure" href="{}">{}</a>').format(way, say_yen(town.yen, code)),
        each=_each(town),
        number=f"{len(country.towns):,}",
        less=f"{sum(other.yen < town.yen for other in country.towns):,}",
        more=f"{sum(other.yen > town.yen for other in country.towns):,}",
    )
    return {"sentence": sentence, "picture": distribution(desk, place, country, Own(town.yen, name, _short(desk, town)))}


def per_resident(desk: Desk, place: str, figures: Figures) -> Markup | None:
    """Say what a body owns, owes and costs for each resident, with the day of the number; none where none is published."""
    town, way = _town(desk, place, figures.report.about["body"])
    if town is None or not town.population:
        return None
    say, stop = desk.language.say, "、" if desk.language.code == "ja" else ", "
    amounts = [
        say(f"per_resident_{role}", amount=say_yen(_rounded(yen / town.population), desk.language.code))
        for role in PER_RESIDENT
        if (yen := figures.yen(role)) is not None
    ]
    residents = Markup('<a href="{}">{}</a>').format(way, f"{town.population:,}")
    return (
        say("per_resident", amounts=escape(stop).join(amounts), day=say("per_resident_day"), residents=residents)
        if amounts
        else None
    )


def _rounded(yen: float) -> int:
    return round(yen / 10**4) * 10**4


def _town(desk: Desk, place: str, body: str) -> tuple[Town | None, str]:
    """Give a municipality of the newest list and the way to its row."""
    for prefecture in read_country(desk.published).prefectures:
        for town in prefecture.towns:
            if town.code == body:
                return town, f"{desk.root(place)}find/{prefecture.slug}/index.html#{body}"
    return None, ""


def distribution(desk: Desk, place: str, country: Country, own: Own | None = None) -> dict[str, object]:
    """Give the picture of all municipalities by the size of their grant, one of them marked."""
    say = desk.language.say
    columns = columns_of([town.yen for town in country.towns])
    names = [_span(desk, column) for column in columns]
    tips = [f"{name}: {say('municipalities', number=column.number)}" for name, column in zip(names, columns, strict=True)]
    ticks = [(amount, short_yen(amount, desk.language.code)) for amount in TICKS]
    rows = [(Cell(name), Cell(str(column.number))) for name, column in zip(names, columns, strict=True) if column.number]
    head = (say("grant_size"), say("number_of_municipalities"))
    drawing = draw_distribution(columns, tips, ticks, own)
    origin = desk.origin_of([_report(desk, country)], folder=place)
    word = "chart_grant_distribution_own" if own else "chart_grant_distribution"
    parts = {"name": own.name, "amount": own.words} if own else {}
    number = f"{len(country.towns):,}"
    made = picture(desk, "grant_distribution", drawing, head, rows, word=word, origin=origin, number=number, **parts)
    # The script of charts marks the municipality whose row an address names, where none is marked.
    return made if own else made | {"scale": f"{columns[0].low:g} {columns[-1].high:g} {FLOOR} {WIDTH}"}


def _span(desk: Desk, column: Column) -> str:
    low, high = (short_yen(round(bound), desk.language.code) for bound in (column.low, column.high))
    return str(desk.language.say("from_to", low=low, high=high))


def _short(desk: Desk, town: Town) -> str:
    return short_yen(town.yen, desk.language.code)


def _each(town: Town) -> str:
    each = Decimal(town.yen) / town.population if town.population else Decimal(0)
    return f"{each.quantize(Decimal(1), ROUND_HALF_UP):,}"


def _report(desk: Desk, country: Country) -> Row:
    return desk.published.where("reports", "report", country.report)[0]
