"""compare: two states of the facts and checks -> what changed, in accounting terms."""

from scripts.compare.changes import Change, Comparison, State, compare
from scripts.compare.rendering import needed_version, render_json, render_markdown, render_text

__all__ = ["Change", "Comparison", "State", "compare", "needed_version", "render_json", "render_markdown", "render_text"]
