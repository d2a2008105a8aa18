"""Importing contacts: a file is read beside the window, shown, and kept only when confirmed."""

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal

from softphone.application.contacts.address_book import ImportPreview
from softphone.domain.contacts.contact import Contact, NumberKind
from softphone.domain.contacts.import_plan import FileColumn, Skipped
from softphone.domain.errors import SoftphoneError
from softphone.qt.background import Background, Lane
from softphone.qt.language import error_words
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.contacts.contacts import ContactsModel

# Encodings that exports use where they are not Unicode; cp1252 is the one that is guessed.
ENCODINGS = (
    "cp1252",
    "utf-8",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
    "cp874",
    "gb18030",
    "big5",
    "cp932",
    "cp949",
)


class ContactImportModel(QObject):
    """One import from the choice of the file to its end.

    Signals:
        changed: Anything below.
        done: The contacts are kept.
    """

    changed = Signal()
    done = Signal()

    def __init__(
        self,
        session: SessionModel,
        contacts: ContactsModel,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._contacts, self._background = session, contacts, background
        self._preview: ImportPreview | None = None
        self._path, self._encoding = Path(), ""
        self._as_numbers: dict[str, NumberKind] = {}
        self._turn = 0
        self.is_busy = False
        self.problem = ""

    @property
    def file_name(self) -> str:
        return self._path.name

    def read(self, path: str) -> None:
        """Look at a file."""
        self._path, self._encoding, self._as_numbers = Path(path), "", {}
        self._read()

    def read_again(self, encoding: str) -> None:
        """The same file with its letters read in another way."""
        self._encoding = encoding
        self._read()

    def take_column(self, header: str, kind: NumberKind | None) -> None:
        """The same file with a column taken as telephone numbers; None: left out."""
        self._as_numbers.pop(header, None)
        if kind is not None:
            self._as_numbers[header] = kind
        self._read()

    def _read(self) -> None:
        contacts = self._session.contacts
        if contacts is None:
            return
        self._preview, self.problem, self.is_busy = None, "", True
        self._turn += 1
        self.changed.emit()
        turn, file, encoding, as_numbers = self._turn, self._path, self._encoding, dict(self._as_numbers)
        self._background.run(
            Lane.FILES,
            lambda: contacts.preview(file, encoding, as_numbers),
            then=lambda preview: self._show(turn, preview=preview),
            failed=lambda error: self._show(turn, error=error),
        )

    def confirm(self) -> None:
        """Keep what is shown."""
        contacts, preview = self._session.contacts, self._preview
        if contacts is None or preview is None or self.is_busy:
            return
        self.is_busy = True
        self.changed.emit()
        turn, plan = self._turn, preview.plan

        def kept(_: None) -> None:
            self._contacts.took(len(plan.contacts))
            self.forget()
            self.done.emit()

        self._background.run(
            Lane.KEEP,
            lambda: contacts.take(plan),
            then=kept,
            failed=lambda error: self._show(turn, preview=preview, error=error),
        )

    def forget(self) -> None:
        """Leave the file; nothing of it is kept."""
        self._turn += 1
        self._preview, self.problem, self.is_busy = None, "", False

    def _show(
        self, turn: int, *, preview: ImportPreview | None = None, error: SoftphoneError | None = None
    ) -> None:
        if turn == self._turn:
            self.is_busy = False
            self._preview, self.problem = preview, error_words(error) if error else ""
            self.changed.emit()

    # What the preview shows

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """What would be kept."""
        return self._preview.plan.contacts if self._preview else ()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return self._preview.plan.skipped if self._preview else ()

    @property
    def counts(self) -> list[str]:
        """One line for each thing that would happen."""
        if self._preview is None:
            return []
        plan = self._preview.plan
        lines = (
            (plan.found, self.tr("Found in the file: {count}")),
            (len(plan.new), self.tr("New contacts: {count}")),
            (len(plan.changed), self.tr("Contacts you have that get a number or a detail more: {count}")),
            (plan.already_there, self.tr("There already: {count}")),
            (plan.merged, self.tr("Put together with another of the file, by number: {count}")),
            (plan.kept_apart, self.tr("Share a number with somebody of another name, kept apart: {count}")),
            (len(plan.skipped), self.tr("Left out, listed below: {count}")),
        )
        return [
            words.format(count=QLocale().toString(count))
            for position, (count, words) in enumerate(lines)
            if count or position == 0
        ]

    @property
    def columns_in_doubt(self) -> list[tuple[FileColumn, NumberKind | None]]:
        """Columns that look like telephone numbers under another name, and what each is taken as now."""
        columns = self._preview.file.columns if self._preview else ()
        return [
            (column, self._as_numbers.get(column.header))
            for column in columns
            if column.may_be_phone or column.header in self._as_numbers
        ]

    @property
    def encoding_in_doubt(self) -> str:
        """How the letters were read, where nobody can be certain; else empty."""
        file = self._preview.file if self._preview else None
        return file.encoding if file and (not file.is_sure or file.encoding in ENCODINGS[2:]) else ""
