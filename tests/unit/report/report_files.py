"""The firm's words for these tests, and report files made on the spot."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from bot.adapters.report import Report, ReportVocabulary, read_report

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HONG_KONG = ZoneInfo("Asia/Hong_Kong")
HEADINGS = (
    "客户ID",
    "姓名",
    "风险类型",
    "严重程度",
    "预警时间",
    "说明",
    "预警编号",
    "手机",
    "语言",
)
GOOD = {
    "客户ID": "10023",
    "姓名": "陈美玲",
    "风险类型": "信用风险",
    "严重程度": "高",
    "预警时间": "2026-11-20 09:30",
    "说明": "融资余额逾期",
    "预警编号": "W-1",
    "手机": "9123 4567",
    "语言": "繁體中文",
}
VOCABULARY = ReportVocabulary(
    columns={
        "client_id": ("客户ID", "客户编号", "客戶編號", "Client ID"),
        "name": ("姓名", "客戶姓名", "name"),
        "risk_type": ("风险类型", "風險類別", "risk_type"),
        "severity": ("严重程度", "嚴重程度", "风险等级", "severity"),
        "detected_at": ("预警时间", "警示時間", "detected_at"),
        "description": ("说明", "備註", "description"),
        "alert_ref": ("预警编号", "alert_id"),
        "phone": ("手机", "phone"),
        "language": ("语言", "language"),
        "account": ("账号", "account"),
        "handler": ("客户经理", "handler"),
        "closing_reason": ("注销原因", "closing_reason"),
        "amount": ("金额", "amount"),
        "email": ("电邮", "email"),
    },
    risk_types={
        "credit": ("信用风险", "信貸風險", "Credit Risk"),
        "tax_arrears": ("未缴税款", "欠繳稅款", "Tax Arrears"),
        "legal_dispute": ("法律纠纷", "司法冻结"),
    },
    severities={
        "low": ("低", "低风险", "L", "1"),
        "medium": ("中", "中风险", "M", "2"),
        "high": ("高", "高風險", "H", "3"),
    },
    languages={"zh-Hans": ("简体中文",), "zh-Hant": ("繁體中文",), "en": ("English",)},
)


def xlsx(rows: Sequence[Sequence[Any]], change: Callable[[Workbook], None] | None = None) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def csv_text(rows: Sequence[Sequence[Any]], separator: str = ",") -> str:
    return "".join(separator.join(str(cell) for cell in row) + "\r\n" for row in rows)


def jsonl(*entries: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries).encode()


def read(filename: str, content: bytes, vocabulary: ReportVocabulary = VOCABULARY) -> Report:
    return read_report(filename, content, vocabulary, now=NOW, zone=HONG_KONG)


def read_one(**changes: Any) -> Report:
    """The report of one good row with these cells changed."""
    return read("r.jsonl", jsonl(GOOD | changes))
