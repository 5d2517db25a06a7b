"""The house keeps its floors apart: steps never import one another."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
STEPS = ("read", "recognise", "check", "publish", "show", "compare", "verify")
SHARED = {path.stem for path in SCRIPTS.glob("*.py") if not path.stem.startswith("__")}
# `show` reads what readers download; of the shared modules it may use only those that know nothing of transcripts.
SHOWN = {"writing", "replacing", "stamps", "crew", "amounts", "eras", "addresses"}


def imports_of(source: str) -> set[str]:
    """The modules under `scripts` that a source imports, as `step` or shared module."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "scripts":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("scripts.")}
    return found


def allowed(folder: str) -> set[str]:
    """What the modules of a folder may import; the empty name is the root of `scripts`."""
    if folder == "":
        return SHARED
    if folder == "show":
        return SHOWN | {"show"}
    return SHARED | ({*STEPS, "verbs"} if folder == "verbs" else {folder})


def trespasses(folder: str, source: str) -> set[str]:
    """The imports of a source in `folder` that cross a floor."""
    return imports_of(source) - allowed(folder)


# `__main__` names the verbs; nothing else stands above the floors.
MODULES = sorted(path for path in SCRIPTS.rglob("*.py") if path.name != "__main__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SCRIPTS)))
def test_a_module_imports_only_its_own_step_and_the_shared_modules(path: Path) -> None:
    folder = path.relative_to(SCRIPTS).parts[0] if path.parent != SCRIPTS else ""
    assert trespasses(folder, path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("folder", "source", "crossed"),
    [
        ("check", "from scripts.recognise.rows import Row", {"recognise"}),
        ("show", "from scripts.reference import load_reference", {"reference"}),
        ("show", "import scripts.check.evaluate", {"check"}),
        ("", "from scripts.read import read_file", {"read"}),
        ("publish", "from scripts import verbs", {"verbs"}),
    ],
)
def test_a_step_that_reaches_into_another_is_noticed(folder: str, source: str, crossed: set[str]) -> None:
    assert trespasses(folder, source) == crossed
