"""Journey 1: the risk system's daily report, by the same command line that others script."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.cli.main import main
from tests.flow.world import ROOT, Json, Story

Rows = Sequence[Sequence[Any]]
CHINESE = ("客户ID", "姓名", "风险类型", "严重程度", "预警时间", "说明", "手机", "语言", "账号")
TRADITIONAL = ("客戶ID", "姓名", "風險類型", "嚴重程度", "預警時間", "說明", "手機", "語言", "戶口")
ENGLISH = (
    "Client ID", "Name", "Risk Type", "Severity", "Alert Time", "Details", "Phone", "Language",
    "Account No",
)  # fmt: skip
GOOD: Rows = (
    ("T1", "Mrs Wong", "操作风险", "低", "2026-03-01 09:30", "A transfer of HK$12,500",
     "9123 4567", "English", "88128812"),
    ("T2", "陈静怡", "缺材料", "中", "2026-03-01 10:00", "身份证已过期", "+8613800138001",
     "简体中文", "66123301"),
    ("T3", "黃美玲", "未结清债务", "高", "2026-03-01 11:00", "孖展欠款", "9123 4002", "繁體中文",
     "77027702"),
)  # fmt: skip


NO_REPORTS = {
    "empty.csv": b"", "picture.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(99), "report.pdf": b"%PDF-1.4",
    "none.csv": "天气,心情\n好,好\n".encode(), "zip.xlsx": b"PK\x03\x04" + bytes(60),
}  # fmt: skip


def _xlsx(rows: Rows) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _csv(rows: Rows) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def _jsonl(rows: Rows) -> bytes:
    heading = rows[0]
    lines = [
        json.dumps(dict(zip(heading, row, strict=False)), ensure_ascii=False) for row in rows[1:]
    ]
    return "\n".join(lines).encode()


WRITERS: dict[str, Callable[[Rows], bytes]] = {"xlsx": _xlsx, "csv": _csv, "jsonl": _jsonl}


class Desk:
    """The command line beside the running bot, on the same database and day."""

    def __init__(self, world: Story, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.world = world
        self.folder = folder
        self.capsys = capsys

    async def takes(self, name: str, content: bytes, *, code: int = 0) -> Json:
        """`intake FILE --json`, and then what the bot makes of it."""
        found: Json = json.loads(await self.tells(name, content, "--json", code=code))
        return found

    async def tells(self, name: str, content: bytes, *flags: str, code: int = 0) -> str:
        """What `intake FILE` prints."""
        path = self.folder / name
        path.write_bytes(content)
        done = main(
            ["intake", str(path), "--config", str(ROOT / "config.yml"),
             "--var", str(self.folder / "var"), *flags]
        )  # fmt: skip
        assert done == code
        await self.world.settle()
        return self.capsys.readouterr().out


@pytest.fixture
def desk(
    world: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str], fresh_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:  # fmt: skip
    """The command line pointed at the story's database, on the story's day."""
    monkeypatch.setenv("DATABASE_URL", fresh_url)
    monkeypatch.setattr("bot.cli.command.StoredClock", lambda _: world.clock)
    monkeypatch.setattr("bot.cli.command.SystemClock", lambda: world.clock)
    return Desk(world, tmp_path, capsys)


@pytest.mark.parametrize("heading", [CHINESE, TRADITIONAL, ENGLISH], ids=["hans", "hant", "en"])
@pytest.mark.parametrize("suffix", WRITERS)
async def test_each_kind_of_file_and_heading_opens_the_same_cases(
    desk: Desk, suffix: str, heading: tuple[str, ...]
) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    said = await desk.takes(f"daily.{suffix}", WRITERS[suffix]((heading, *GOOD)))
    assert (said["taken"], said["skipped"], said["refused"]) == (3, 0, [])
    files = [desk.world.file(no)["case"] for no in said["cases"]]
    assert [(f["client_name"], f["severity"], f["language"]) for f in files] == [
        ("Mrs Wong", "low", "en"), ("陈静怡", "medium", "zh-Hans"), ("黃美玲", "high", "zh-Hant"),
    ]  # fmt: skip
    told = await handler.hears("staff_new_alert", "staff_new_alert", "staff_new_alert")
    assert len(told) == 3
    rest = [
        desk.world.template_of(handler.person_id, m["message_id"]) for m in await handler.unread()
    ]
    await handler.hears(*rest)


async def test_the_same_file_again_adds_nothing(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    content = _xlsx((CHINESE, GOOD[0]))
    first = await desk.takes("daily.xlsx", content)
    await handler.hears("staff_new_alert")
    before = desk.world.file(first["cases"][0])["entries"]
    again = await desk.takes("renamed.xlsx", content)
    assert (again["taken"], again["skipped"], again["cases"]) == (0, 1, [])
    assert desk.world.file(first["cases"][0])["entries"] == before


async def test_the_same_rows_in_another_kind_of_file_add_nothing(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    await desk.takes("daily.xlsx", _xlsx((CHINESE, GOOD[0])))
    await handler.hears("staff_new_alert")
    again = await desk.takes("daily.csv", _csv((ENGLISH, GOOD[0])))
    assert (again["taken"], again["skipped"]) == (0, 1)


async def test_wrong_rows_are_named_and_the_good_ones_taken(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    rows = [
        CHINESE,
        GOOD[0],
        ("", "Nobody", "操作风险", "低", "2026-03-01", "", "", "", ""),
        ("T5", "Lee", "坏天气", "低", "2026-03-01", "", "", "", ""),
        ("T6", "Ng", "操作风险", "可怕", "2026-03-01", "", "", "", ""),
        ("T7", "Ho", "操作风险", "低", "31 Foo 2026", "", "", "", ""),
    ]
    said = await desk.takes("daily.xlsx", _xlsx(rows), code=1)
    assert said["taken"] == 1
    places = [(p["file"], p["row"], p["column"]) for p in said["refused"]]
    assert places == [
        ("daily.xlsx", 3, "客户ID"), ("daily.xlsx", 4, "风险类型"),
        ("daily.xlsx", 5, "严重程度"), ("daily.xlsx", 6, "预警时间"),
    ]  # fmt: skip
    assert all(p["reason"] for p in said["refused"])
    assert said["refused"][1]["value"] == "坏天气"
    await handler.hears("staff_new_alert")


async def test_every_problem_of_one_row_is_told_at_once(desk: Desk) -> None:
    row = ("", "", "坏天气", "可怕", "yesterday-ish", "", "not a number", "Klingon", "")
    said = await desk.takes("daily.csv", _csv((CHINESE, row)), code=1)
    columns = {p["column"] for p in said["refused"]}
    assert {"客户ID", "姓名", "风险类型", "严重程度", "预警时间"} <= columns
    assert {p["row"] for p in said["refused"]} == {2}


async def test_after_the_row_is_mended_only_it_is_taken(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    bad = ("T2", "陈静怡", "缺材料", "很高很高", "2026-03-01 10:00", "身份证已过期", "", "", "")
    await desk.takes("daily.csv", _csv((CHINESE, GOOD[0], bad)), code=1)
    await handler.hears("staff_new_alert")
    mended = (*bad[:3], "低", *bad[4:])
    said = await desk.takes("daily.csv", _csv((CHINESE, GOOD[0], mended)))
    assert (said["taken"], said["skipped"]) == (1, 1)
    await handler.hears("staff_new_alert")


async def test_a_known_client_with_another_name_is_left_to_a_person(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    await desk.takes("one.csv", _csv((CHINESE, GOOD[0])))
    await handler.hears("staff_new_alert")
    other = ("T1", "Somebody Else", "信用风险", "低", "2026-03-02", "", "", "", "")
    said = await desk.takes("two.csv", _csv((CHINESE, other)), code=1)
    assert said["taken"] == 0
    assert "another name" in said["refused"][0]["reason"]


async def test_a_file_that_is_no_report_is_one_clear_refusal(desk: Desk) -> None:
    for name, content in NO_REPORTS.items():
        said = await desk.takes(name, content, code=1)
        (problem,) = said["refused"]
        assert (problem["file"], problem["row"], said["taken"]) == (name, 0, 0)
        assert problem["reason"]


async def test_a_file_that_is_not_there_is_refused_in_words(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["intake", str(desk.folder / "gone.csv"), "--config", str(ROOT / "config.yml"),
                 "--var", str(desk.folder / "var")])  # fmt: skip
    assert code == 1
    assert "cannot be read" in capsys.readouterr().err


async def test_the_summary_tells_taken_skipped_refused_and_marks_high_in_words(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    bad = ("T6", "Ng", "操作风险", "可怕", "2026-03-01", "", "", "", "")
    rows = (CHINESE, GOOD[0], GOOD[0], GOOD[2], bad)
    told = await desk.tells("daily.xlsx", _xlsx(rows), code=1)
    assert "2 taken, 1 skipped (known already), 1 refused" in told
    assert "[HIGH 高] C-2026-000002" in told
    assert "[LOW 低] C-2026-000001" in told
    assert "row 5, column 严重程度" in told
    said = [desk.world.template_of(handler.person_id, m["message_id"])
            for m in await handler.unread()]  # fmt: skip
    await handler.hears(*said)
    assert said.count("staff_new_alert") == 2


async def test_high_risk_is_red_where_a_person_looks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    told = await desk.tells("daily.csv", _csv((CHINESE, GOOD[2])))
    assert "\x1b[31m[HIGH 高]\x1b[0m" in told
    said = [desk.world.template_of(handler.person_id, m["message_id"])
            for m in await handler.unread()]  # fmt: skip
    await handler.hears(*said)


async def test_staff_see_high_risk_in_words_and_colour_in_their_chat(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    await desk.takes("daily.csv", _csv((CHINESE, GOOD[2])))
    messages = await handler.unread()
    said = [desk.world.template_of(handler.person_id, m["message_id"]) for m in messages]
    alert = messages[said.index("staff_new_alert")]
    assert "🔴" in alert["text"]
    assert "high" in alert["text"].lower()
    await handler.hears(*said)


async def test_only_the_last_four_characters_of_an_account_are_kept(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    said = await desk.takes("daily.csv", _csv((CHINESE, GOOD[0])))
    await handler.hears("staff_new_alert")
    whole = str(desk.world.file(said["cases"][0])) + str(desk.world.file("P-T1"))
    assert "88128812" not in whole
    assert "****8812" in whole


async def test_two_accounts_of_one_client_are_two_cases(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    other = ("T1", "Mrs Wong", "信用风险", "低", "2026-03-01", "A card", "", "", "99110000")
    said = await desk.takes("daily.csv", _csv((CHINESE, GOOD[0], other)))
    assert len(said["cases"]) == 2
    masked = [desk.world.file(no)["entries"][0]["body"]["account_masked"] for no in said["cases"]]
    assert masked == ["****8812", "****0000"]
    await handler.hears("staff_new_alert", "staff_new_alert")


async def test_a_new_alert_of_a_client_joins_her_open_case_and_reaches_her(desk: Desk) -> None:
    handler = await desk.world.staff("Karen Ho", "handler")
    teacher = await desk.world.client("T1", "Mrs Wong", "+85291234567", "en")
    first = await desk.takes("mon.csv", _csv((CHINESE, GOOD[0])))
    await teacher.hears("notice_low")
    later = ("T1", "Mrs Wong", "信用风险", "低", "2026-03-02 09:00", "A card of HK$300", "", "", "")
    second = await desk.takes("tue.csv", _csv((CHINESE, later)))
    assert second["cases"] == first["cases"]
    notice = await teacher.hears_one("notice_low")
    assert "HK$300" in notice["text"]
    await handler.hears("staff_new_alert", "staff_new_alert")
