"""Snippets come from one table, with the addresses and names of their package filled in."""

from scripts.show.downloads import package_of
from scripts.show.published import Published
from scripts.show.snippets import SITE, Package, read_snippets, snippets_of

REPORT = Package(frozenset({"report"}), "data/a-2023/", "a-2023", "294241", "land")


def test_a_snippet_says_what_it_is_in_both_languages_and_how_it_is_tried() -> None:
    for snippet in read_snippets():
        assert snippet["title_ja"]
        assert snippet["title_en"]
        assert bool(snippet["note_ja"]) == bool(snippet["note_en"])
        assert snippet["runs"] in ("http", "file", "no")
        # What is not tried says so.
        assert snippet["runs"] != "no" or ("not tried" in snippet["note_en"] and "試していません" in snippet["note_ja"])


def test_names_and_addresses_are_filled_in_and_braces_of_programs_stay() -> None:
    codes = {snippet["name"]: snippet["code"] for snippet in snippets_of(REPORT, "en", {})}
    assert f"{SITE}data/a-2023/facts.csv" in codes["pandas"]
    assert '{"body": str' in codes["pandas"]
    assert "'land'" in codes["duckdb"]
    assert "arelle" not in codes


def test_the_address_of_the_site_is_taken_where_it_is_known() -> None:
    codes = [snippet["code"] for snippet in snippets_of(REPORT, "ja", {"SITE_URL": "https://town.example/accounts"})]
    assert any("https://town.example/accounts/data/a-2023/facts.csv" in code for code in codes)
    assert not any(SITE in code for code in codes)


def test_the_example_is_a_line_that_the_package_prints(published: Published) -> None:
    package = package_of(published, "123456-2023-statements")
    assert (package.body, package.account, package.folder) == ("123456", "total_assets", "data/123456-2023-statements/")
    assert package.kinds == {"report"}
    assert package_of(published).kinds == {"corpus"}
