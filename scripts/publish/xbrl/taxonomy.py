"""A taxonomy from the reference tables: concepts, Japanese and English labels, presentation, Calculations 1.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from scripts.publish.xbrl.names import OPENING, WHOLE, Concept, concept_name, concepts_of, namespace_of, role_of
from scripts.reference import Reference

XS = "http://www.w3.org/2001/XMLSchema"
LINK = "http://www.xbrl.org/2003/linkbase"
XLINK = "http://www.w3.org/1999/xlink"
XBRLI = "http://www.xbrl.org/2003/instance"
XML = "http://www.w3.org/XML/1998/namespace"
LABEL_ROLE = "http://www.xbrl.org/2003/role/label"
DOCUMENTATION_ROLE = "http://www.xbrl.org/2003/role/documentation"
CALCULATION = "https://xbrl.org/2023/arcrole/summation-item"
PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
CONCEPT_LABEL = "http://www.xbrl.org/2003/arcrole/concept-label"
ROLES = {"lines": "Lines that add up to totals", "columns": "Columns that add up to the whole"}
_LINKBASES = {
    "label": "http://www.xbrl.org/2003/role/labelLinkbaseRef",
    "presentation": "http://www.xbrl.org/2003/role/presentationLinkbaseRef",
    "calculation": "http://www.xbrl.org/2003/role/calculationLinkbaseRef",
}
for _prefix, _uri in (("xs", XS), ("link", LINK), ("xlink", XLINK), ("xbrli", XBRLI)):
    ET.register_namespace(_prefix, _uri)


@dataclass(frozen=True, slots=True)
class Arc:
    """A relation of two concepts: `weight` of the child in the parent's sum, `order` among its siblings."""

    role: str
    parent: str
    child: str
    order: int
    weight: int = 1


def taxonomy_files(taxonomy: str, reference: Reference) -> dict[str, bytes]:
    """Give the files of a taxonomy by name: schema, label, presentation and calculation linkbase; the same bytes each time."""
    concepts = concepts_of(taxonomy, reference)
    sums = [*summations(concepts), *_across(concepts, reference)]
    return {
        f"{taxonomy}.xsd": _document(_schema(taxonomy, concepts)),
        f"{taxonomy}-label.xml": _document(_labels(taxonomy, concepts)),
        f"{taxonomy}-presentation.xml": _document(_tree(taxonomy, "presentation", _parents(concepts))),
        f"{taxonomy}-calculation.xml": _document(_tree(taxonomy, "calculation", sums)),
    }


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _q(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


def _schema(taxonomy: str, concepts: Sequence[Concept]) -> ET.Element:
    attributes = {"targetNamespace": namespace_of(taxonomy), "elementFormDefault": "qualified"}
    root = ET.Element(_q(XS, "schema"), attributes)
    appinfo = ET.SubElement(ET.SubElement(root, _q(XS, "annotation")), _q(XS, "appinfo"))
    for kind, definition in ROLES.items():
        role = ET.SubElement(appinfo, _q(LINK, "roleType"), {"roleURI": role_of(taxonomy, kind), "id": f"role_{kind}"})
        ET.SubElement(role, _q(LINK, "definition")).text = definition
        for used in ("presentationLink", "calculationLink"):
            ET.SubElement(role, _q(LINK, "usedOn")).text = f"link:{used}"
    for name, role_ref in _LINKBASES.items():
        link = {"type": "simple", "href": f"{taxonomy}-{name}.xml", "role": role_ref}
        link["arcrole"] = "http://www.w3.org/1999/xlink/properties/linkbase"
        ET.SubElement(appinfo, _q(LINK, "linkbaseRef"), _linked(link))
    location = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"
    ET.SubElement(root, _q(XS, "import"), {"namespace": XBRLI, "schemaLocation": location})
    for concept in concepts:
        element = {"name": concept.name, "id": concept.name, "type": "xbrli:monetaryItemType"}
        element |= {"substitutionGroup": "xbrli:item", "nillable": "true", _q(XBRLI, "periodType"): concept.period}
        ET.SubElement(root, _q(XS, "element"), element)
    return root


def _linked(attributes: dict[str, str]) -> dict[str, str]:
    return {_q(XLINK, name): value for name, value in attributes.items()}


def _locator(parent: ET.Element, taxonomy: str, account: str) -> None:
    attributes = {"type": "locator", "href": f"{taxonomy}.xsd#{account}", "label": account}
    ET.SubElement(parent, _q(LINK, "loc"), _linked(attributes))


def _labels(taxonomy: str, concepts: Sequence[Concept]) -> ET.Element:
    root = ET.Element(_q(LINK, "linkbase"))
    role = "http://www.xbrl.org/2003/role/link"
    extended = ET.SubElement(root, _q(LINK, "labelLink"), _linked({"type": "extended", "role": role}))
    for concept in concepts:
        _locator(extended, taxonomy, concept.name)
        texts = [("ja", LABEL_ROLE, concept.label_ja), ("en", LABEL_ROLE, concept.label_en)]
        if not concept.column:
            about = concept.account
            texts += [("ja", DOCUMENTATION_ROLE, about.definition_ja), ("en", DOCUMENTATION_ROLE, about.definition_en)]
        for language, kind, text in ((lang, kind, text) for lang, kind, text in texts if text):
            attributes = _linked({"type": "resource", "label": f"{concept.name}_label", "role": kind})
            resource = ET.SubElement(extended, _q(LINK, "label"), attributes | {_q(XML, "lang"): language})
            resource.text = text
        arc = {"type": "arc", "arcrole": CONCEPT_LABEL, "from": concept.name, "to": f"{concept.name}_label"}
        ET.SubElement(extended, _q(LINK, "labelArc"), _linked(arc))
    return root


def _parents(concepts: Sequence[Concept]) -> list[Arc]:
    heads = [Arc("lines", c.account.parent, c.name, c.account.order) for c in concepts if c.account.parent and not c.column]
    return heads + [Arc("columns", c.account.account, c.name, c.account.order) for c in concepts if c.column]


def summations(concepts: Sequence[Concept]) -> list[Arc]:
    """Give every sum down a statement all of whose parts are of the total's own period.

    XBRL does not add the balances of one day to those of another or to the flows of a year (opening + change = closing);
    the project alone checks those sums.
    """
    period = {c.name: c.period for c in concepts}
    parts: dict[str, list[Concept]] = {}
    for c in concepts:
        total = concept_name(c.account.sums_to, c.column) if c.column else c.account.sums_to
        if total in period and c.account.sign:
            parts.setdefault(total, []).append(c)
    whole = {t for t, own in parts.items() if all(c.period == period[t] and not c.name.startswith(OPENING) for c in own)}
    return [Arc("lines", t, c.name, c.account.order, c.account.sign) for t in parts if t in whole for c in parts[t]]


def _across(concepts: Sequence[Concept], reference: Reference) -> list[Arc]:
    signs = {(c.form, c.column): c for columns in reference.columns.values() for c in columns if c.sums_to in WHOLE}
    found = [(c, signs.get((c.account.form, c.column))) for c in concepts if c.column and WHOLE & set(c.account.columns)]
    return [Arc("columns", c.account.account, c.name, column.order, column.sign) for c, column in found if column]


def _tree(taxonomy: str, kind: str, arcs: Sequence[Arc]) -> ET.Element:
    root = ET.Element(_q(LINK, "linkbase"))
    for role in ROLES:
        link = {"type": "simple", "href": f"{taxonomy}.xsd#role_{role}"}
        ET.SubElement(root, _q(LINK, "roleRef"), {"roleURI": role_of(taxonomy, role)} | _linked(link))
    if kind == "calculation":
        link = {"type": "simple", "href": "http://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"}
        ET.SubElement(root, _q(LINK, "arcroleRef"), {"arcroleURI": CALCULATION} | _linked(link))
    for role in ROLES:
        own = [arc for arc in arcs if arc.role == role]
        attributes = _linked({"type": "extended", "role": role_of(taxonomy, role)})
        extended = ET.SubElement(root, _q(LINK, f"{kind}Link"), attributes)
        for name in dict.fromkeys(end for arc in own for end in (arc.parent, arc.child)):
            _locator(extended, taxonomy, name)
        for arc in own:
            arcrole = CALCULATION if kind == "calculation" else PARENT_CHILD
            ends = _linked({"type": "arc", "arcrole": arcrole, "from": arc.parent, "to": arc.child})
            weight = {"weight": str(arc.weight)} if kind == "calculation" else {}
            ET.SubElement(extended, _q(LINK, f"{kind}Arc"), ends | {"order": str(arc.order)} | weight)
    return root
