"""The firm of the stories about closing: its people, and the way of a case up to its end."""

from __future__ import annotations

from dataclasses import dataclass

from tests.flow.world import Json, Phone, Story

PHONE = "+85291234567"
CHECK = "🔍 Run the checks"
APPROVE = "✅ Approve closing"
RESOLVED = "✅ Mark resolved"
FLAGS = ("☑️ Account closed", "☑️ Funds cleared", "☑️ Debts settled")


@dataclass
class Firm:
    """Karen handles, Jack manages the branch, Wu Min is compliance, Hilary finance."""

    world: Story
    karen: Phone
    jack: Phone
    wu: Phone
    hilary: Phone
    client: Phone | None = None
    case_no: str = ""

    @property
    def teacher(self) -> Phone:
        """The client's phone, where she has enrolled."""
        assert self.client is not None
        return self.client

    async def low_alert(self, client_id: str = "T1", ref: str = "") -> str:
        """A low alert comes, is told, and Karen decides it."""
        self.case_no = await self.world.alert(client_id, "operational", "low", "A transfer", ref)
        told = await self.karen.hears_one("staff_new_alert")
        if self.client:
            await self.client.hears("notice_low")
        await self.karen.press(RESOLVED, told)
        if self.client:
            await self.client.hears("alert_resolved")
        return self.case_no

    async def status(self, who: Phone) -> Json:
        """Somebody of the staff asks for the case and reads the answer."""
        await who.say(f"/case {self.case_no}")
        return await who.hears_one("staff_case_status")

    async def checks(self) -> Json:
        """Karen runs the checks, which pass; gives what Jack reads, Wu Min reads the same."""
        await self.karen.press(CHECK, await self.status(self.karen))
        await self.karen.hears("staff_done")
        await self.wu.hears("staff_gate_passed")
        return await self.jack.hears_one("staff_gate_passed")

    async def approved(self) -> Json:
        """Jack approves; gives the message on which Hilary states the three."""
        await self.jack.press(APPROVE, await self.checks())
        await self.jack.hears("staff_flags")
        if self.client:
            await self.client.hears("closing_in_progress")
        return await self.hilary.hears_one("staff_flags")

    async def stated(self, flags: Json, *labels: str) -> Json:
        """Hilary states some of the three, but not the last; gives the message that came then."""
        for label in labels:
            await self.hilary.press(label, flags)
            await self.jack.hears("staff_flags")
            flags = await self.hilary.hears_one("staff_flags")
        return flags

    async def closed(self) -> Json:
        """All the way; gives the message with the certificate, nothing where nobody reads it."""
        flags = await self.stated(await self.approved(), *FLAGS[:2])
        await self.hilary.press(FLAGS[2], flags)
        await self.karen.hears("staff_closed")
        return await self.client.hears_one("closure_certificate") if self.client else {}


async def firm(
    world: Story, *, name: str = "Mrs Wong", language: str = "en", enrolled: bool = True
) -> Firm:
    """Everybody of the firm, and the client T1."""
    made = Firm(
        world,
        await world.staff("Karen Ho", "handler", staff_id="karen"),
        await world.staff("Jack Chow", "branch_manager", staff_id="jack"),
        await world.staff("Wu Min", "compliance", staff_id="wu"),
        await world.staff("Hilary Lam", "finance", staff_id="hilary"),
    )
    if enrolled:
        made.client = await world.client("T1", name, PHONE, language, handler="karen")
    else:
        await world.on_the_register("T1", name, PHONE, language, handler="karen")
    return made
