"""The agent's contacts: who is at a number, what they see, and every change to them.

Rule 1: a question is answered from memory; a change is on the disk before it is shown.
Rule 2: what was deleted can be brought back until the next deletion.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QObject, Signal

from softphone.application.contacts.address_book import Contacts, Draft
from softphone.domain.caller_id.policy import pickable
from softphone.domain.contacts.contact import Contact, ContactIndex, NumberKind
from softphone.domain.words import say
from softphone.qt.background import Background, Lane
from softphone.qt.language import spoken
from softphone.qt.models.account.session import SessionModel

_NOBODY = ContactIndex()


class ContactsModel(QObject):
    """Signals:
    changed: Contacts came, changed or went.
    news: Words to show for a while.
    failed: A SoftphoneError to show; nothing was changed.
    """

    changed = Signal()
    news = Signal(str)
    failed = Signal(object)

    def __init__(self, session: SessionModel, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._of: Contacts | None = None
        self.directory = _NOBODY
        self.deleted: Contact | None = None
        session.changed.connect(self._load_for_new_agent)

    def name_of(self, e164: str) -> str | None:
        """Who answers at ``e164``; None if nobody knows."""
        contact = self.directory.of_number(e164)
        return contact.title if contact else None

    def caller_id_of(self, e164: str) -> str | None:
        """Our number, E.164, that is pinned for who answers at ``e164``."""
        contact = self.directory.of_number(e164)
        return contact.caller_id or None if contact else None

    def keys_of(self, e164: str) -> str:
        """The keys kept for who answers at ``e164``; empty where several people do with different ones."""
        contact = self.directory.of_number(e164)
        if contact is None or not contact.tones:
            return ""
        kept = {each.tones for each in self.directory.matching(e164) if each.number_for(e164).e164 == e164}
        return contact.tones if len(kept) == 1 else ""

    def suggestions(self, text: str, limit: int = 8) -> list[tuple[str, str]]:
        """Names and numbers (E.164) that fit what was typed, favourites first; none for no text."""
        found = self.directory.matching(text)[:limit] if text.strip() else []
        return [(contact.title, contact.number_for(text).e164) for contact in found]

    def save(
        self,
        of: Contact | None,
        name: str,
        company: str,
        numbers: Sequence[tuple[str, NumberKind]],
        tones: str = "",
        note: str = "",
    ) -> None:
        """Keep what was typed, as a new contact or in the place of ``of``.

        Raises SoftphoneError: it is no contact yet; nothing is kept.
        """
        if self._of is not None:
            self._keep(self._of.made(Draft(name, numbers, company, tones, note), of))

    def favour(self, contact: Contact, favourite: bool) -> None:
        """Put a contact among the favourites, or take it out."""
        self._keep(replace(contact, is_favourite=favourite))

    def pin(self, contact: Contact, caller_id: str) -> None:
        """Show ``caller_id`` (E.164) whenever this contact is called; empty: as for everybody."""
        self._keep(replace(contact, caller_id=caller_id))

    def delete(self, contact: Contact) -> None:
        """Let a contact go; ``undo`` brings it back."""
        contacts = self._of
        if contacts is not None:
            self._change(contacts, lambda: contacts.remove(contact), deleted=contact)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if self._of is not None and self.deleted is not None:
            contacts, contact = self._of, self.deleted
            self._change(contacts, lambda: contacts.keep([contact]))

    @property
    def why_no_pin(self) -> str:
        """Why no caller ID can be pinned for anybody; empty if it can."""
        softphone = self._session.softphone
        if softphone is None:
            return self.tr("The numbers are not there yet.")
        if softphone.inventory.policy.agent_may_pick:
            return ""
        company = softphone.company.name or self.tr("your administrator")
        return self.tr("Your caller ID is set by {name}.").format(name=company)

    def why_not_shown(self, e164: str) -> str:
        """Why a pinned number would not be shown now; empty if it would."""
        softphone = self._session.softphone
        return self.why_no_pin or (softphone.why_not(e164) if softphone else "") or ""

    def pinnable(self) -> list[tuple[str, str, str]]:
        """The numbers this agent may pin: E.164, label, number as people read it."""
        softphone = self._session.softphone
        if softphone is None:
            return []
        found = pickable(softphone.inventory.pool, softphone.inventory.policy)
        return [(own.e164, own.label, own.number.display) for own in found]

    def took(self, count: int) -> None:
        """Contacts came from a file."""
        if self._of is not None:
            self._show(self._of)
            shown = QLocale().toString(count)
            self.news.emit(spoken(say("Contacts imported: {count}.", count=shown)))

    def _load_for_new_agent(self) -> None:
        contacts = self._session.contacts
        if contacts is self._of:
            return
        self._of, self.directory, self.deleted = contacts, _NOBODY, None
        self.changed.emit()
        if contacts is not None:
            self._change(contacts, contacts.load)

    def _keep(self, contact: Contact) -> None:
        contacts = self._of
        if contacts is not None:
            self._change(contacts, lambda: contacts.keep([contact]), deleted=self.deleted)

    def _change(
        self, contacts: Contacts, work: Callable[[], None], *, deleted: Contact | None = None
    ) -> None:
        """Do ``work`` beside the window; ``deleted`` is what may be brought back after it."""

        def show(_: None) -> None:
            self.deleted = deleted
            self._show(contacts)

        self._background.run(Lane.KEEP, work, then=show, failed=self.failed.emit)

    def _show(self, contacts: Contacts) -> None:
        if contacts is self._of:
            self.directory = contacts.directory
            self.changed.emit()
