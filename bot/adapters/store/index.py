"""Where things are found again: prompts, sent messages, alert keys, settings, counters."""

from __future__ import annotations

from sqlalchemy import select

from bot.adapters.store.part import Part
from bot.adapters.store.schema import alert_keys, counters, outbox, prompts, settings


class Index(Part):
    """Look-ups from the outside world's names to files."""

    def index_prompt(self, prompt_id: str, file_no: str) -> None:
        """Notes in which file a prompt was asked. Raises ValueError where it is in another."""
        self._insert_once(prompts, {"prompt_id": prompt_id, "file_no": file_no})
        if self.file_of_prompt(prompt_id) != file_no:
            raise ValueError(f"prompt {prompt_id} is another file's")

    def file_of_prompt(self, prompt_id: str) -> str | None:
        """The file in which a prompt was asked."""
        wanted = select(prompts.c.file_no).where(prompts.c.prompt_id == prompt_id)
        return self.connection.scalar(wanted)

    def file_of_telegram_message(self, chat: int, telegram_id: int) -> tuple[str, str] | None:
        """File and message identifier of what was sent as this message of this chat."""
        wanted = (
            select(outbox.c.file_no, outbox.c.message_id)
            .where(outbox.c.chat == chat, outbox.c.telegram_id == telegram_id)
            .order_by(outbox.c.outbox_id.desc())
            .limit(1)
        )
        row = self.connection.execute(wanted).one_or_none()
        return None if row is None else (row.file_no, row.message_id)

    def claim_alert_key(self, key: str, file_no: str) -> bool:
        """Whether this alert is new (R2); its twin, however close behind, gets False."""
        return self._insert_once(alert_keys, {"key": key, "file_no": file_no})

    def setting(self, name: str) -> str | None:
        """A setting that is kept with the data."""
        return self.connection.scalar(select(settings.c.value).where(settings.c.name == name))

    def put_setting(self, name: str, value: str) -> None:
        """Sets or replaces a setting."""
        self._put(settings, {"name": name, "value": value})

    def next_number(self, counter: str) -> int:
        """The counter's next number, from 1; given once, and given back by a rollback."""
        statement = self._insert(counters, {"name": counter, "value": 1}).on_conflict_do_update(
            index_elements=["name"], set_={"value": counters.c.value + 1}
        )
        return int(self.connection.execute(statement.returning(counters.c.value)).scalar_one())
