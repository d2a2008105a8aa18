"""What is said of a change of many caller IDs: before it, after it, and in the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from softphone.application.caller_id.assignment_words import time_words
from softphone.application.caller_id.record import RecordedChange
from softphone.application.team.changes import Applied, ChangeOutcome, Result
from softphone.application.team.preview import CallerIdChange, Preview, PreviewRow
from softphone.domain.numbers.account import Account
from softphone.qt.language import spoken
from softphone.qt.models.team.team_columns import caller_id_text, name_text

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreviewWords:
    """A preview as people read it.

    Attributes:
        title: What is to be set: "Sales London · +44 20 7946 0100, until 18:00, pinned".
        lines: What that means for how many; who may not use it comes first.
        rows: One an agent: name, now, then, what happens and why.
        changing: How many would change.
    """

    title: str
    lines: tuple[str, ...]
    rows: tuple[Texts, ...]
    changing: int


def preview_words(preview: Preview, account: Account, now: float) -> PreviewWords:
    """``preview`` in words; who may not use the number stands first, unchanged agents last."""
    refused, changing = preview.refused, preview.changing
    same = len(preview.lines) - refused - changing
    lines = (
        _tr("{count} will change.").format(count=_n(changing)),
        _tr("{count} may not use it and stay as they are; the reasons are below.").format(count=_n(refused))
        if refused
        else "",
        _tr("{count} have it already: nothing changes for them.").format(count=_n(same)) if same else "",
    )
    ordered = sorted(preview.lines, key=lambda line: (line.problem is None, not line.is_change))
    rows = tuple(_preview_row(line, account) for line in ordered)
    title = wanted_words(preview.wanted, account, now)
    return PreviewWords(title, tuple(filter(None, lines)), rows, changing)


def wanted_words(wanted: CallerIdChange, account: Account, now: float) -> str:
    """ "Sales London · +44 20 7946 0100, until 18:00, pinned: campaign"."""
    what = caller_id_text(wanted.caller_id, account) if wanted.caller_id else _tr("Clear what was set")
    told = {"what": what, "until": time_words(wanted.until, now) if wanted.until else ""}
    if wanted.until and wanted.pinned:
        return _tr("{what}, until {until}, pinned").format(**told)
    if wanted.until:
        return _tr("{what}, until {until}").format(**told)
    if wanted.pinned:
        return _tr("{what}, for good, pinned").format(**told)
    return _tr("{what}, for good").format(**told)


def result_line(applied: Applied, *, is_undo: bool) -> str:
    """ "11 changed. 2 may not use it. 1 failed."; what did not happen is left out."""
    changed = applied.count(ChangeOutcome.CHANGED)
    first = _tr("{count} put back.") if is_undo else _tr("{count} changed.")
    told = [first.format(count=_n(changed))]
    for outcome, words in (
        (ChangeOutcome.AS_BEFORE, _tr("{count} needed no change.")),
        (ChangeOutcome.REFUSED, _tr("{count} may not use it and stay as they are.")),
        (ChangeOutcome.OVERRULED, _tr("{count} were changed by somebody else meanwhile, and that stays.")),
        (ChangeOutcome.FAILED, _tr("{count} failed.")),
        (ChangeOutcome.NOT_DONE, _tr("{count} were not done.")),
    ):
        if count := applied.count(outcome):
            told.append(words.format(count=_n(count)))
    return " ".join(told)


def result_rows(results: Iterable[Result], account: Account) -> tuple[Texts, ...]:
    """Name, what became of it, caller ID now, what the supervisor should know; trouble first."""
    ordered = sorted(results, key=lambda each: each.outcome is ChangeOutcome.CHANGED and not each.words)
    return tuple(
        (
            name_text(each.member),
            _outcome(each.outcome),
            caller_id_text(each.after.caller_id if each.after else each.member.caller_id, account),
            spoken(each.words),
        )
        for each in ordered
    )


def record_rows(changes: Sequence[RecordedChange], account: Account, now: float) -> tuple[Texts, ...]:
    """When, for whom, by whom, from, to, until, pinned, why."""
    return tuple(
        (
            time_words(each.change.at, now),
            each.agent,
            each.change.by or _tr("by itself"),
            caller_id_text(each.change.old, account) if each.change.old else _tr("nothing"),
            caller_id_text(each.change.new, account) if each.change.new else _tr("nothing"),
            time_words(each.change.until, now) if each.change.until else "",
            _tr("pinned") if each.change.pinned else "",
            spoken(each.change.why),
        )
        for each in changes
    )


def _preview_row(line: PreviewRow, account: Account) -> Texts:
    name = name_text(line.member)
    now, then = caller_id_text(line.now, account), caller_id_text(line.then, account)
    if line.problem is not None:
        return name, now, "–", _tr("stays as it is: {why}").format(why=spoken(line.problem))
    note = spoken(line.note) if line.note else ""
    if not line.is_change:
        return name, now, "–", _tr("has it already")
    return name, now, then, note or _tr("changes")


def _outcome(outcome: ChangeOutcome) -> str:
    return {
        ChangeOutcome.CHANGED: _tr("changed"),
        ChangeOutcome.AS_BEFORE: _tr("needed no change"),
        ChangeOutcome.REFUSED: _tr("may not use it"),
        ChangeOutcome.OVERRULED: _tr("changed by somebody else"),
        ChangeOutcome.FAILED: _tr("failed"),
        ChangeOutcome.NOT_DONE: _tr("not done"),
    }[outcome]


def _n(count: int) -> str:
    return QLocale().toString(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TeamWords", text)
