"""The programs that print: LibreOffice for workbooks, Chromium for pages. Both write PDF with a layer of text."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = "run 'make system', which installs it"


def program(*names: str) -> str:
    """Give the first program of `names` that is installed; fails with the command that installs it."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found, f"expected {names[0]}, found none: {INSTALL}"
    return found


LOCKED = (
    'pdf:{}_pdf_Export:{{"EncryptFile":{{"type":"boolean","value":"true"}},'
    '"DocumentOpenPassword":{{"type":"string","value":"x"}}}}'
)


def print_office(files: Mapping[str, bytes], folder: Path, kind: str = "pdf") -> dict[str, bytes]:
    """Give the PDF of each file (a workbook or a text document, by its name), all printed in one run of LibreOffice.

    `kind` is the filter, `LOCKED` for one that asks for a password.
    """
    office, source, target = program("soffice", "libreoffice"), folder / "office", folder / "printed"
    source.mkdir(parents=True)
    for name, content in files.items():
        (source / name).write_bytes(content)
    command = [office, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", kind, "--outdir"]
    command += [str(target), *(str(source / name) for name in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    printed = {name: target / f"{Path(name).stem}.pdf" for name in files}
    assert all(path.is_file() for path in printed.values()), done.stdout + done.stderr
    return {name: path.read_bytes() for name, path in printed.items()}


def print_pages(pages: Mapping[str, str], folder: Path) -> dict[str, bytes]:
    """Give the PDF of each HTML page, printed by Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only the tests that print need a browser

    printed = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(*BROWSERS), args=["--no-sandbox"])
        page = browser.new_page()
        for name, text in pages.items():
            path = folder / f"{name}.html"
            path.write_text(text, encoding="utf-8")
            page.goto(path.as_uri())
            printed[name] = page.pdf(prefer_css_page_size=True)
        browser.close()
    return printed


def scan_page(text: str, folder: Path, before: str = "", around: tuple[str, str] = ("", "")) -> bytes:
    """Give a PDF that shows an HTML page as a picture, as a scanner would, behind a page `before` with text if there is one.

    `around` are a header and a footer that the page of the picture bears as text.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    source = folder / "source.html"
    source.write_text(text, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(*BROWSERS), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 700})
        page.goto(source.as_uri())
        (folder / "scan.png").write_bytes(page.screenshot())
        target = folder / "scan.html"
        above, below = around
        if before and above:
            above = f'<div style="break-before: page">{above}</div>'
        size = "width: 88%; display: block" if any(around) else "width: 100%"
        target.write_text(f'{before}{above}<img src="scan.png" style="{size}">{below}', encoding="utf-8")
        page.goto(target.as_uri())
        content: bytes = page.pdf(landscape=True)
        browser.close()
    return content
