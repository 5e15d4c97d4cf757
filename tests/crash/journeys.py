"""Journeys 4 and 6 as their people live them, told so that they can be told to a dying bot."""

from __future__ import annotations

from dataclasses import dataclass

from tests.crash.driver import CrashStory
from tests.flow.world import Phone
from tests.unit.documents.samples import SAMPLES


@dataclass
class Cast:
    """Everybody in it."""

    world: CrashStory
    karen: Phone
    wu: Phone
    hilary: Phone
    teacher: Phone
    group: int = 0

    async def presses(self, who: Phone, label: str, template: str) -> None:
        """Somebody presses a button of the newest message of this template."""
        chat = self.group if template in IN_GROUP and self.group else None
        await who.press(label, await self.world.shown(who, template, chat))


IN_GROUP = ("staff_gate_passed", "staff_flags")


async def enrol(world: CrashStory, *, with_group: bool) -> Cast:
    """Staff and client come in, before anything goes wrong."""
    karen = await world.staff("Karen Ho", "handler")
    wu = await world.staff("Wu Min", "compliance")
    hilary = await world.staff("Hilary Lam", "finance")
    teacher = await world.client("T1", "Mrs Wong", "+85291234567", "en")
    cast = Cast(world, karen, wu, hilary, teacher)
    if with_group:
        await world.staff("Jack Chow", "branch_manager")
        cast.group = await world.make_group(world.phones[-1], wu, hilary)
    world.manager = karen
    return cast


async def begin(cast: Cast, risk_type: str, severity: str) -> None:
    """The risk system reports; from here on the bot is mortal, where this is wanted."""
    world = cast.world
    world.case_no = await world.alert("T1", risk_type, severity, "A transfer of HK$12,500")
    await world.settle()


async def medium(cast: Cast) -> None:
    """Journey 4: the notice, the papers, one rejected and sent again, all accepted, the clocks."""
    world, karen, teacher = cast.world, cast.karen, cast.teacher
    await begin(cast, "credit", "medium")
    await cast.presses(teacher, "I have read this", "notice_medium")
    await world.shown(teacher, "document_request")
    await world.advance(hours=21)
    await teacher.send_file("payslip.jpg", SAMPLES["jpg"], "photo")
    await world.shown(teacher, "document_received")
    await cast.presses(karen, "↩️ Reject", "staff_document_review")
    await cast.presses(karen, "Not readable", "staff_reject_reason")
    await world.shown(teacher, "document_rejected")
    await world.advance(days=6)
    await teacher.send_file("payslip.pdf", SAMPLES["pdf"], caption="income proof")
    await cast.presses(karen, "✅ Accept", "staff_document_review")
    await world.shown(teacher, "document_accepted")
    await teacher.send_file("plan.pdf", SAMPLES["pdf"] + b"\n")
    await cast.presses(karen, "✅ Accept", "staff_document_review")
    await world.shown(teacher, "documents_complete")
    await world.advance(days=8)


async def closing(cast: Cast) -> None:
    """Journey 6: the gate, approval by another, the three statements, the certificate."""
    world, karen, wu, hilary, teacher = (
        cast.world, cast.karen, cast.wu, cast.hilary, cast.teacher,
    )  # fmt: skip
    await begin(cast, "operational", "low")
    await cast.presses(teacher, "This is correct", "notice_low")
    await cast.presses(karen, "✅ Mark resolved", "staff_client_answered")
    await world.shown(teacher, "alert_resolved")
    await cast.presses(karen, "📋 Status", "staff_new_alert")
    await cast.presses(karen, "🔍 Run the checks", "staff_case_status")
    await cast.presses(wu, "✅ Approve closing", "staff_gate_passed")
    await world.shown(teacher, "closing_in_progress")
    for label in ("☑️ Account closed", "☑️ Funds cleared", "☑️ Debts settled"):
        await cast.presses(hilary, label, "staff_flags")
    await cast.presses(teacher, "I have received this", "closure_certificate")
    await world.shown(teacher, "confirmation_receipt")
    await world.advance(days=30)
