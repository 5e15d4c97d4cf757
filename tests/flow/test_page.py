"""The demo's page in a real browser: phones, group and case file, used as a visitor would."""

from __future__ import annotations

import base64
import io
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import Workbook

from tests.flow.running_demo import Demo, running

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium, which is not installed"),
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PATIENCE_MS = 60_000
FILE, CLIENT, STAFF, GROUP = "#casefile", "#phone-client", "#phone-staff", "#phone-group"
CHEN, WONG, LEE = "10001", "10002", "10003"
LANGUAGES = {"en": "Case file", "zh-Hans": "案件档案", "zh-Hant": "個案檔案"}
HTML = '<img src=x onerror="alert(1)"><b>bold</b> & <script>alert(2)</script>'
LOUD = ("error", "warning")
Page = Any


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for all tests; each makes what it looks at by itself."""
    with running(tmp_path_factory.mktemp("demo")) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, demo: Demo) -> Iterator[Page]:
    """The page, ready; whatever the console or a dialog said fails the test at its end."""
    complaints: list[str] = []

    def complain(words: str) -> bool:
        complaints.append(words)
        return True

    found = browser.new_page(viewport={"width": 1440, "height": 900})
    found.set_default_timeout(PATIENCE_MS)
    found.on("console", lambda line: complain(line.text) if line.type in LOUD else None)
    found.on("pageerror", lambda error: complain(str(error)))
    found.on("dialog", lambda dialog: (complain(dialog.message), dialog.dismiss()))
    found.goto(demo.url)
    found.locator(f"{FILE} .entry").first.wait_for()
    found.locator(f"{CLIENT} .bubble").first.wait_for()
    yield found
    found.close()
    assert complaints == []


def person_of(demo: Demo, client_id: str) -> int:
    """The account of a client who has enrolled."""
    clients = demo.get("/demo/clients")["clients"]
    return next(int(c["person_id"]) for c in clients if c["client_id"] == client_id)


def look_at(page: Page, demo: Demo, client_id: str) -> None:
    """Takes a client's phone into the hand."""
    page.select_option(f"{CLIENT} header select", str(person_of(demo, client_id)))


def raise_alert(page: Page, client_id: str, risk: str, severity: str, words: str) -> None:
    """Fills in the form for an alert and sends it."""
    page.click("summary[data-word=raise_alert]")
    page.select_option("#alert-client", client_id)
    page.select_option("#alert-risk", risk)
    page.select_option("#alert-severity", severity)
    page.fill("#alert-description", words)
    page.click("#alert-form button[type=submit]")
    page.locator("#alert-form .result:not(:empty)").wait_for()
    page.keyboard.press("Escape")


def last_seq(page: Page) -> int:
    """The number of the newest entry shown."""
    return int(page.locator(f"{FILE} .entry .seq").first.inner_text().lstrip("#"))


def test_the_page_shows_three_phones_and_the_case_file(page: Page) -> None:
    for place, heading in {
        CLIENT: "Client's phone", STAFF: "Staff member's phone", GROUP: "Staff group",
        FILE: "Case file",
    }.items():  # fmt: skip
        assert page.locator(f"{place} h2").inner_text().lower() == heading.lower()
        assert page.locator(place).is_visible()
    assert page.locator(f"{CLIENT} .bubble.bot").count() >= 1
    assert page.locator(f"{STAFF} .bubble.bot").count() >= 1
    page.locator(f"{GROUP} .bubble.bot").first.wait_for()


def test_a_press_is_an_entry_in_the_case_file_while_one_watches(page: Page, demo: Demo) -> None:
    look_at(page, demo, WONG)
    raise_alert(page, WONG, "operational", "low", "A transfer to be confirmed by a press")
    notice = page.locator(f"{CLIENT} li.line", has_text="to be confirmed by a press")
    notice.locator(".key").first.click()
    confirmed = page.locator(f"{FILE} .entry", has_text="Confirmed by button").first
    confirmed.wait_for()
    assert "黃美玲" in confirmed.inner_text()
    page.locator(f"{CLIENT} .bubble.bot").last.wait_for()


def test_the_case_file_follows_the_client_whose_phone_is_looked_at(page: Page, demo: Demo) -> None:
    for client_id, name in ((LEE, "Margaret Lee"), (CHEN, "陈静怡")):
        look_at(page, demo, client_id)
        page.locator(f"{FILE} .facts dd", has_text=name).first.wait_for()


def test_an_alert_raised_by_the_form_reaches_phone_group_and_file(page: Page, demo: Demo) -> None:
    look_at(page, demo, LEE)
    raise_alert(page, LEE, "unpaid_debt", "high", "A second loan was found")
    page.locator(f"{GROUP} .bubble", has_text="A second loan was found").first.wait_for()
    recorded = page.locator(f"{FILE} .entry", has_text="A second loan was found").first
    recorded.wait_for()
    assert page.locator(f"{FILE} .risk.high").first.inner_text() == "HIGH RISK"


def report() -> bytes:
    """A report with a good row and one that names no known risk."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("客户ID", "姓名", "风险类型", "严重程度", "手机", "说明"),
        ("70001", "何志明", "缺材料", "中", "+85291230001", "欠住址證明"),
        ("70002", "李小龍", "打翻了茶", "中", "+85291230002", "—"),
    ):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_report_dropped_on_the_page_is_taken_and_its_wrong_row_named(page: Page) -> None:
    dropped = """([name, data]) => {
      const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], name));
      for (const kind of ["dragover", "drop"])
        document.body.dispatchEvent(
          new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(dropped, ["report.xlsx", base64.b64encode(report()).decode()])
    result = page.locator("#intake-form .result")
    result.locator("table").wait_for()
    assert "report.xlsx: 1 taken in, 0 skipped, 1 refused" in result.inner_text()
    assert "打翻了茶" in result.locator("tbody tr").inner_text()
    page.locator(f"{FILE} .facts dd", has_text="何志明").first.wait_for()


def test_moving_the_clock_makes_deadlines_come(page: Page, demo: Demo) -> None:
    look_at(page, demo, CHEN)
    raise_alert(page, CHEN, "tax_arrears", "medium", "A tax to be proved within days")
    page.locator(f"{FILE} .entry", has_text="within days").first.wait_for()
    before, seq = page.locator("#clock-time").get_attribute("datetime"), last_seq(page)
    page.fill("#clock-hours", str(21 * 24))
    page.keyboard.press("Enter")
    page.locator(f"{FILE} .entry", has_text="Deadline missed").first.wait_for()
    assert last_seq(page) > seq
    assert page.locator("#clock-time").get_attribute("datetime") > before


def test_what_cannot_be_delivered_is_seen_as_that(page: Page, demo: Demo) -> None:
    look_at(page, demo, CHEN)
    page.click(f"{CLIENT} .actions summary")
    page.get_by_role("button", name="Block the bot").click()
    page.locator(f"{CLIENT} .banner", has_text="blocked").wait_for()
    assert page.locator(f"{CLIENT} textarea").is_disabled()
    raise_alert(page, CHEN, "operational", "low", "Written while the bot is blocked")
    page.locator(f"{FILE} .entry", has_text="Refused").first.wait_for()
    page.click(f"{CLIENT} .actions summary")
    page.get_by_role("button", name="Unblock the bot").click()
    page.locator(f"{CLIENT} .banner").wait_for(state="hidden")


def test_what_looks_like_markup_is_shown_as_the_words_it_is(page: Page, demo: Demo) -> None:
    look_at(page, demo, LEE)
    box = page.locator(f"{CLIENT} textarea")
    box.fill(HTML)
    box.press("Enter")
    said = page.locator(f"{CLIENT} .own .text", has_text="onerror").last
    said.wait_for()
    assert said.inner_text() == HTML
    entry = page.locator(f"{FILE} .entry .said", has_text="onerror").first
    entry.wait_for()
    assert HTML in entry.inner_text()
    assert page.locator("main img, main script, main .text b").count() == 0


def test_all_of_it_can_be_used_without_a_mouse(page: Page, demo: Demo) -> None:
    look_at(page, demo, WONG)
    page.keyboard.press("Tab")
    page.locator("summary[data-word=raise_alert]").focus()
    page.keyboard.press("Enter")
    assert page.locator("#alert-form").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#alert-form").is_visible()
    page.locator(f"{CLIENT} .key").last.focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    seq = last_seq(page)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "seq => Number(document.querySelector('#casefile .seq').textContent.slice(1)) > seq",
        arg=seq,
    )
    unnamed = page.evaluate(
        """[...document.querySelectorAll('button, select, input:not([hidden]), textarea, summary')]
        .filter((one) => !one.hidden && !(one.textContent.trim() || one.labels?.length
          || one.getAttribute('aria-label') || one.title)).map((one) => one.outerHTML)"""
    )
    assert unnamed == []


@pytest.mark.parametrize("width", [360, 768, 1366])
def test_nothing_is_cut_off_in_a_narrow_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for place in (CLIENT, STAFF, GROUP, FILE):
        page.locator(place).scroll_into_view_if_needed()
        box = page.locator(place).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 300
    page.evaluate("scrollTo(0, 0)")
    for panel in page.locator(".tools > details").all():
        panel.locator("summary").click()
        box = panel.locator(".panel").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_that_was_chosen(page: Page, language: str) -> None:
    page.select_option("#language", language)
    assert page.locator(f"{FILE} h2").inner_text().lower() == LANGUAGES[language].lower()
    assert page.evaluate("document.documentElement.lang") == language
    assert page.locator(f"{FILE} .entry").count() >= 1
    page.reload()
    page.locator(f"{FILE} .entry").first.wait_for()
    assert page.locator(f"{FILE} h2").inner_text().lower() == LANGUAGES[language].lower()


def test_the_chain_is_proved_at_a_press(page: Page) -> None:
    page.locator(f"{FILE} .file-tools button").click()
    page.locator(f"{FILE} .verdict.good").wait_for()
    assert "Every entry is as it was written" in page.locator(f"{FILE} .verdict").inner_text()
