"""Journey 4: a medium alert; papers asked for one by one, reviewed by a person, sent again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.adapters.templates.library import Rendered
from bot.case.decision import Value
from bot.handlers.office import Renderer, Words
from tests.flow.firm import RESOLVED, Firm, firm
from tests.flow.world import Json, Story
from tests.unit.documents.samples import image, pdf

NO_LABELS: Mapping[str, str] = MappingProxyType({})
ACCEPT, REJECT = "✅ Accept", "↩️ Reject"


async def _medium(
    world: Story, risk_type: str = "credit", *, name: str = "Mrs Wong", language: str = "en"
) -> tuple[Firm, Json, Json]:
    """A medium alert comes; gives the firm, the notice, and the list of papers."""
    desk = await firm(world, name=name, language=language)
    desk.case_no = await world.alert("T1", risk_type, "medium", "Income is not on file")
    notice, request = await desk.teacher.hears("notice_medium", "document_request")
    await desk.karen.hears("staff_new_alert")
    return desk, notice, request


async def test_papers_come_one_is_rejected_sent_again_and_the_alert_is_resolved(
    world: Story,
) -> None:
    desk, notice, request = await _medium(world)
    teacher, karen = desk.teacher, desk.karen
    assert "D1  proof of income" in request["text"]
    assert "D2  repayment plan" in request["text"]
    assert "9 Mar 2026, 18:00 (Hong Kong time)" in request["text"]
    await teacher.press("I have read this", notice)
    await teacher.hears("confirmation_receipt")
    await karen.hears("staff_client_answered")

    await teacher.send_file("income.jpg", image("JPEG"), kind="photo")
    receipt = await teacher.hears_one("document_received")
    assert '"Received" is not yet "accepted"' in receipt["text"]
    photo = await karen.hears_one("staff_document_review")
    await teacher.send_file("plan.pdf", pdf(), caption="D2")
    await teacher.hears("document_received")
    plan = await karen.hears_one("staff_document_review")
    assert plan["document"]["file_name"] == "plan.pdf"
    assert await world.download(plan) == pdf()
    assert "document.accepted" not in world.kinds(desk.case_no)

    assert await karen.press(ACCEPT, photo)
    assert "1" in (await teacher.hears_one("document_accepted"))["text"]
    await karen.press(REJECT, plan)
    await karen.press("Not complete", await karen.hears_one("staff_reject_reason"))
    rejected = await teacher.hears_one("document_rejected")
    assert "part of the document is missing" in rejected["text"]

    await teacher.send_file("whole plan.pdf", pdf())
    await teacher.hears("document_received")
    await karen.press(ACCEPT, await karen.hears_one("staff_document_review"))
    done = await teacher.hears_one("documents_complete")
    assert "have been accepted and the matter is settled" in done["text"]
    assert world.bodies(desk.case_no, "alert.decided")[0]["decision"] == "resolved"
    digests = {body["digest"] for body in world.bodies(desk.case_no, "document.received")}
    assert len(digests) == 2, "the photo and the PDF are kept under the hash of their bytes"


async def test_a_reason_in_karens_own_words_reaches_the_client_as_written(world: Story) -> None:
    desk, _, _ = await _medium(world, name="陈静怡", language="zh-Hans")
    teacher, karen = desk.teacher, desk.karen
    await teacher.send_file("收入证明.pdf", pdf(), caption="d1：收入证明")
    assert "“收到”还不是“通过”" in (await teacher.hears_one("document_received"))["text"]
    await karen.press(REJECT, await karen.hears_one("staff_document_review"))
    await karen.hears("staff_reject_reason")
    await karen.say("请补上银行盖章的那一页")
    rejected = await teacher.hears_one("document_rejected")
    assert "请补上银行盖章的那一页" in rejected["text"]
    (entry,) = world.bodies(desk.case_no, "document.rejected")
    assert (entry["reason"], entry["words"]) == ("other", "请补上银行盖章的那一页")


async def test_after_a_reason_by_button_her_next_words_are_her_own_again(world: Story) -> None:
    desk, _, _ = await _medium(world)
    await desk.teacher.send_file("income.pdf", pdf())
    await desk.teacher.hears("document_received")
    await desk.karen.press(REJECT, await desk.karen.hears_one("staff_document_review"))
    await desk.karen.press("Not readable", await desk.karen.hears_one("staff_reject_reason"))
    await desk.teacher.hears("document_rejected")
    await desk.karen.say(desk.case_no)
    assert desk.case_no in (await desk.karen.hears_one("staff_case_status"))["text"]


async def test_the_same_paper_is_accepted_once_whoever_presses(world: Story) -> None:
    desk, _, _ = await _medium(world, "unpaid_debt")
    await desk.teacher.send_file("transfer.pdf", pdf())
    await desk.teacher.hears("document_received")
    review = await desk.karen.hears_one("staff_document_review")
    await desk.karen.press(ACCEPT, review)
    await desk.teacher.hears("documents_complete")
    await desk.karen.press(ACCEPT, review)
    await desk.karen.press(REJECT, review)
    assert world.kinds(desk.case_no).count("document.accepted") == 1
    assert "document.rejected" not in world.kinds(desk.case_no)


async def test_a_paper_that_is_open_is_not_asked_for_a_second_time(world: Story) -> None:
    desk, _, _ = await _medium(world)
    await world.alert("T1", "business_distress", "medium", "Turnover has halved")
    _, second = await desk.teacher.hears("notice_medium", "document_request")
    await desk.karen.hears("staff_new_alert")
    assert "repayment plan" not in second["text"]
    assert "D3  financial statement" in second["text"]
    await world.alert("T1", "credit", "medium", "Again", ref="X2")
    await desk.teacher.hears("notice_medium")
    await desk.karen.hears("staff_new_alert")
    asked = [i["document"] for r in world.bodies(desk.case_no, "documents.requested")
             for i in r["items"]]  # fmt: skip
    assert sorted(asked) == ["financial_statement", "income_proof", "repayment_plan"]


async def test_a_file_meant_for_another_paper_is_moved_by_a_press(world: Story) -> None:
    desk, _, _ = await _medium(world, name="黃美玲", language="zh-Hant")
    await desk.teacher.send_file("plan.pdf", pdf())
    receipt = await desk.teacher.hears_one("document_received")
    old = await desk.karen.hears_one("staff_document_review")
    await desk.teacher.press("這份是 D2 還款計劃", receipt)
    assert "還款計劃" in (await desk.teacher.hears_one("document_received"))["text"]
    new = await desk.karen.hears_one("staff_document_review")
    assert "D2: repayment plan" in new["text"]
    await desk.karen.press(ACCEPT, old)
    assert "document.accepted" not in world.kinds(desk.case_no), "that button still says D1"
    await desk.karen.press(ACCEPT, new)
    await desk.teacher.hears("document_accepted")
    assert [b["item_id"] for b in world.bodies(desk.case_no, "document.accepted")] == ["D2"]


async def test_a_second_file_for_a_paper_in_review_takes_its_place(world: Story) -> None:
    desk, _, _ = await _medium(world)
    await desk.teacher.send_file("blurred.pdf", pdf(), caption="D1")
    await desk.teacher.hears("document_received")
    blurred = await desk.karen.hears_one("staff_document_review")
    await desk.teacher.send_file("sharp.jpg", image("JPEG"), caption="D1, this one is better")
    assert "D1" in (await desk.teacher.hears_one("document_received"))["text"]
    sharp = await desk.karen.hears_one("staff_document_review")
    await desk.karen.press(ACCEPT, blurred)
    assert "document.accepted" not in world.kinds(desk.case_no)
    await desk.karen.press(ACCEPT, sharp)
    await desk.teacher.hears("document_accepted")


async def test_with_the_alert_decided_by_hand_its_questions_end(world: Story) -> None:
    desk, _, request = await _medium(world)
    await desk.karen.say(f"/case {desk.case_no}")
    status = await desk.karen.hears_one("staff_case_status")
    await desk.karen.press("✅ Resolve A1", status)
    await desk.teacher.hears("alert_resolved")
    await desk.teacher.press("I need more time", request)
    await desk.teacher.hears("press_refused")
    await world.advance(days=30)
    assert "reminded" not in world.kinds(desk.case_no)


async def test_settling_one_matter_does_not_promise_the_closing_while_another_is_open(
    world: Story,
) -> None:
    desk, _, _ = await _medium(world, "unpaid_debt")
    await world.alert("T1", "operational", "low", "A transfer")
    low = await desk.karen.hears_one("staff_new_alert")
    await desk.teacher.hears("notice_low")
    await desk.karen.press(RESOLVED, low)
    settled = await desk.teacher.hears_one("alert_resolved")
    assert "Another matter is still open" in settled["text"]
    await desk.teacher.send_file("transfer.pdf", pdf())
    await desk.teacher.hears("document_received")
    await desk.karen.press(ACCEPT, await desk.karen.hears_one("staff_document_review"))
    done = await desk.teacher.hears_one("documents_complete")
    assert "We now carry out the checks" in done["text"]


class WordyRenderer:
    """The approved words, but far more of them than fit under a file."""

    def __init__(self, inner: Renderer) -> None:
        self.inner = inner

    def render(
        self, message: str, language: str, values: Mapping[str, Value],
        options: tuple[str, ...] = (), labels: Mapping[str, str] = NO_LABELS,
    ) -> Words:  # fmt: skip
        """Every message longer than a caption by one unit: an emoji counts two."""
        made = self.inner.render(message, language, values, options, labels)
        assert isinstance(made, Rendered)
        return replace(made, text=made.text + "😀" * ((1025 - len(made.text)) // 2 + 1))

    def term(self, code: str, language: str) -> str:
        """As approved."""
        return self.inner.term(code, language)

    def shown_hash(self, text: str, labels: tuple[str, ...]) -> str:
        """As ever."""
        return self.inner.shown_hash(text, labels)


async def test_words_too_long_for_a_caption_follow_their_file_and_nothing_is_lost(
    world: Story,
) -> None:
    desk, _, _ = await _medium(world)
    engine = world.app.engine
    engine.office = replace(engine.office, renderer=WordyRenderer(engine.office.renderer))
    await desk.teacher.send_file("income.pdf", pdf())
    await desk.teacher.hears("document_received")
    file, words = await desk.karen.hears("staff_document_review", "staff_document_review")
    assert await world.download(file) == pdf()
    assert not file.get("text") and not file.get("keyboard")
    assert len(words["text"].encode("utf-16-le")) // 2 > 1024
    assert "document" not in words or not words["document"]
    recorded = [m for m in world.bodies(desk.case_no, "message.recorded")
                if m["template"] == "staff_document_review"]  # fmt: skip
    assert [(m["text"], bool(m["attachment"])) for m in recorded] == [
        ("", True), (words["text"], False),
    ]  # fmt: skip
    await desk.karen.press(ACCEPT, words)
    await desk.teacher.hears("document_accepted")
