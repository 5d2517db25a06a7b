"""Which body a name in a national workbook means: by prefecture and normalised name, or by code; never by likeness."""

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from scripts.recognise.national.vintages import PREFECTURES
from scripts.reference import Reference

# Characters of one name that files and years write differently.
_LIKE = str.maketrans({"ヶ": "ケ", "ヵ": "カ", "檮": "梼", "惠": "恵"})
_REMARK = re.compile(r"\([^()]*\)")
_COUNTY = re.compile(r"^[^郡]+郡(?=.+[町村]$)")


def fold_name(name: str) -> str:
    """Give the form in which names are compared.

    >>> fold_name("北葛城郡 上牧町（注）"), fold_name("龍ヶ崎市"), fold_name("大和郡山市"), fold_name("上郡町")
    ('北葛城郡上牧町', '龍ケ崎市', '大和郡山市', '上郡町')
    """
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
    return _REMARK.sub("", folded).translate(_LIKE)


@dataclass(frozen=True, slots=True)
class Match:
    """The body that a name means, or none with the reason and the mend."""

    body: str
    reason: str = ""
    mend: str = ""


class Bodies:
    """The bodies of an area: the prefectures, or the municipalities of one."""

    def __init__(self, reference: Reference, area: str) -> None:
        self.area = area
        rows = [row for row in reference.tables["bodies"] if row["prefecture"]]
        if area == PREFECTURES:
            own = [row for row in rows if row["kind"] == "prefecture"]
        else:
            own = [row for row in rows if row["prefecture"] == area and row["kind"] != "prefecture"]
        self._printed = {row["body"]: row["name_ja"] for row in own}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for row in own:
            self._by_name[fold_name(row["name_ja"])].append(row["body"])

    def find(self, name: str, code: str = "") -> Match:
        """Give the body of a printed name; a code printed beside it must be that body's, and decides for an unknown name."""
        folded = fold_name(name)
        found = self._by_name.get(folded) or self._by_name.get(_COUNTY.sub("", folded), [])
        if code in self._printed and found in ([], [code]):
            return Match(code)
        if code in self._printed:
            reason = f"the code {code} is {self._printed[code]}, the name is {name}"
            return Match("", reason, "compare code and name with the publisher's list")
        if len(found) == 1:
            return Match(found[0])
        if found:
            return Match("", f"{self.area} has {len(found)} bodies named {name}: {', '.join(found)}", "tell them apart by code")
        near = difflib.get_close_matches(folded, self._by_name, n=1, cutoff=0.5)
        hint = f"; the nearest known name is {self._printed[self._by_name[near[0]][0]]}" if near else ""
        mend = "if the body is missing in datapackage/reference/bodies.csv, add it there with its code"
        return Match("", f"{self.area} has no body named {name}{hint}", mend)

    def read_code(self, cell: object) -> str:
        """Give the body code that a cell holds: as text or number, with or without leading zero and check digit.

        Nothing where the cell holds no code of the area.
        """
        digits = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else fold_name(str(cell))
        if not digits.isdigit():
            return ""
        for body in self._printed:
            if body.isdigit() and digits.lstrip("0") in (body.lstrip("0"), body[:-1].lstrip("0")):
                return body
        return ""
