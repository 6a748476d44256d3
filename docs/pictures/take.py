"""Takes the pictures of the documentation: `python -m docs.pictures.take` (requirements-dev.txt and Chromium).

A house of its own is started with the demo requests; the pictures show invented people only.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.live import CHROMIUM_OPTIONS, log_in, running_desk

HERE = Path(__file__).resolve().parent
SIZES = {"queue": (1280, 720), "ticket": (1280, 900), "reports": (1280, 900), "form": (320, 640)}


def main() -> None:
    """Write each picture beside this file."""
    folder = Path(tempfile.mkdtemp(prefix="guichet-pictures-"))
    try:
        with running_desk(folder, {"DEMO": "on", "PUBLIC_GUARDS": "off"}) as desk, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS)
            for name, (width, height) in SIZES.items():
                context = chromium.new_context(
                    base_url=desk.url, locale="fr-BE", viewport={"width": width, "height": height}
                )
                _take(name, context.new_page())
                context.close()
            chromium.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take(name: str, page: Page) -> None:
    if name == "form":
        page.goto("/fr/contact/bureau-accueil/")
    elif name == "reports":
        log_in(page, "claire")
        page.goto("/desk/reports/")
    else:
        log_in(page, "amina")
        page.goto("/desk/")
        if name == "ticket":
            page.locator("table a[href*='/desk/tickets/']").first.click()
    page.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    main()
