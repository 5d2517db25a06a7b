"""Text from documents in Markdown that a forge shows: nothing of it may act as markup, link, mention or reference."""

import re
import unicodedata
from collections.abc import Sequence

_MARKUP = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>~:=^$]")
# A forge makes links of what stands behind these, escaped or not; a break of no width keeps it from that.
_ACTS = re.compile(r"([@#]|(?<=GH)\\-)(?=\w)", re.IGNORECASE)
_SHA = re.compile(r"\b([0-9a-f]{6})([0-9a-f]{1,34})\b")
_BREAK = "\u200b"


def escape(text: str) -> str:
    r"""Give a text that shows as it is wherever Markdown is rendered; control and direction characters become U+FFFD.

    >>> escape("<b>経常*費用")
    '\\<b\\>経常\\*費用'
    """
    plain = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text)
    plain = _MARKUP.sub(lambda match: "\\" + match[0], plain.replace("&", "&amp;"))
    plain = _ACTS.sub(rf"\1{_BREAK}", plain)
    return _SHA.sub(rf"\1{_BREAK}\2", plain)


def list_section(title: str, lines: Sequence[str], shown: int) -> str:
    """Give a heading with the number of lines and a list of them; those behind the first `shown` are folded."""
    items = [f"* {escape(line)}" for line in lines]
    text = f"### {escape(title)} ({len(lines)})\n\n" + "\n".join(items[:shown])
    if len(items) <= shown:
        return text
    rest = "\n".join(items[shown:])
    return f"{text}\n\n<details><summary>{len(items) - shown} more</summary>\n\n{rest}\n\n</details>"
