"""What one would use instead of the publication of workbooks: the fastest reader alone; frictionless, a row at a time."""

from pathlib import Path

from tests.scale.step import Job
from tests.scale.watch import Watch


def bare(job: Job, watch: Watch) -> int:
    """Read all cells with the fastest reader and do nothing with them; give the number of figures, counted afterwards."""
    import python_calamine as calamine  # noqa: PLC0415  each step loads what it needs, no more

    count = 0
    for path in job.files():
        with watch.running(), calamine.CalamineWorkbook.from_path(str(path)) as book:
            sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
        count += sum(isinstance(cell, float) or cell == "-" for sheet in sheets for row in sheet for cell in row)
    return count


def frictionless(job: Job, watch: Watch) -> int:
    """Have frictionless validate `many` rows of facts of the first workbook against the published schema."""
    import frictionless  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    from scripts.publish.schemas import load_schemas  # noqa: PLC0415
    from scripts.read.national import read_sheets  # noqa: PLC0415
    from scripts.recognise.national import recognise_national  # noqa: PLC0415
    from scripts.reference import load_reference  # noqa: PLC0415
    from scripts.verbs.national import frame_csv  # noqa: PLC0415

    reference, book = load_reference(), job.files()[0]
    facts = recognise_national(read_sheets(book.name, book.read_bytes()), reference).facts.head(job.many)
    schema = load_schemas(["facts"], reference)["facts"].descriptor
    names = {field["name"] for field in schema["fields"]} - {"corroborated"}
    own = {"fields": [field for field in schema["fields"] if field["name"] in names], "primaryKey": schema["primaryKey"]}
    path = Path(job.folder, "rows.csv")
    path.write_bytes(frame_csv(pd.DataFrame(facts)))
    source = frictionless.Resource(path=path.name, basepath=job.folder, schema=frictionless.Schema.from_descriptor(own))
    with watch.running():
        source.validate()
    return len(facts)
