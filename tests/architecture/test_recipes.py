"""The recipes of CONTRIBUTING.md: a place that was forgotten fails here, by name.

What other tests name already is not repeated; CONTRIBUTING.md says where each stands.
"""

import runpy
from pathlib import Path

import pytest
from acme_numbers import SAN_FRANCISCO, own, pool
from PySide6.QtCore import Qt

from softphone.adapters.call_csv import COLUMNS
from softphone.adapters.twilio.errors.sentences import KINDS, SENTENCES
from softphone.application.settings import declarations
from softphone.application.settings.declarations import LANGUAGE, SETTINGS
from softphone.application.settings.setting import Setting
from softphone.application.team.roster import Roster, TeamMember
from softphone.domain import LADDER, Account, read, reason, select, steps
from softphone.domain.caller_id.assignment import Kept
from softphone.domain.caller_id.policy import CallerIdPolicy
from softphone.domain.caller_id.pool import Among
from softphone.domain.caller_id.refusals import is_about_caller_id
from softphone.domain.caller_id.selector import Choice, ladder_of
from softphone.domain.calls.controls import Control
from softphone.domain.errors import ErrorKind
from softphone.qt.language import ENGLISH, LANGUAGES
from softphone.qt.models.calls.recents import RecentRole
from softphone.qt.models.team.team_columns import Column
from softphone.qt.models.team.team_rows import TeamTable, rows_of
from softphone.sandbox import account as accounts
from softphone.sandbox.api.routes import ROUTES, answer, kind_of
from softphone.sandbox.faults import RESOURCES
from softphone.sandbox.messages import Request
from softphone.sandbox.scenario import from_tables
from softphone.sandbox.world import World

ROOT = Path(__file__).parents[2]
SOFTPHONE = ROOT / "softphone"


def text_below(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))


# A rule of the selector


@pytest.mark.parametrize("rule", LADDER, ids=lambda rule: rule.id)
def test_every_rule_has_words_for_the_number_it_finds(rule):
    ours = own(SAN_FRANCISCO)
    assert reason(Choice(read("+14155552671"), ours, rule.id, pool(ours)))


@pytest.mark.parametrize("called", ["+14155552671", "+14155550142", "+18005550142", "+883510000000091"])
def test_every_rule_has_words_for_finding_nobody(called):
    told = steps(select(read(called), pool()))
    assert [step.rule for step in told if step.words] == [rule.id for rule in LADDER]


def test_with_own_groups_only_those_rules_are_left_that_look_at_ring_groups():
    in_groups = [rule.id for rule in LADDER if rule.among in (Among.POOL_LOCAL, Among.POOL_TOLL_FREE)]
    assert [rule.id for rule in ladder_of(pool(own_groups_only=True))] == in_groups


# A setting


def test_every_setting_that_is_declared_is_registered():
    declared = {each.key for each in vars(declarations).values() if isinstance(each, Setting)}
    assert declared == set(SETTINGS)


# A language


def test_every_language_is_in_every_list_and_has_its_file():
    translated = set(LANGUAGES) - {ENGLISH}
    offered = set(LANGUAGE.choices) - {"system", ENGLISH}
    updated = set(runpy.run_path(str(ROOT / "packaging" / "translations.py"))["LANGUAGES"])
    files = {
        path.stem.removeprefix("softphone_") for path in (ROOT / "resources" / "translations").glob("*.ts")
    }
    assert translated == offered == updated == files


# An error sentence


def test_every_code_that_means_something_has_a_sentence():
    assert set(KINDS) <= set(SENTENCES)


REFUSED_FOR_ONE_CALL_ONLY = ErrorKind.CALLER_ID_REFUSED  # the number may be shown in the next one


@pytest.mark.parametrize("kind", [kind for kind in ErrorKind if kind.name.startswith("CALLER_ID")])
def test_a_refused_caller_id_is_set_aside(kind):
    assert is_about_caller_id(kind) or kind is REFUSED_FOR_ONE_CALL_ONLY


# A call control


@pytest.mark.parametrize("control", Control)
def test_every_control_is_done_by_the_application_and_offered_by_the_window(control):
    name = f"Control.{control.name}"
    assert f"_check({name}, call)" in (SOFTPHONE / "application/calls/control_call.py").read_text("utf-8")
    assert name in text_below(SOFTPHONE / "qt")


# A column of the team


@pytest.mark.parametrize("column", Column, ids=lambda column: column.name)
def test_every_column_of_the_team_has_its_heading_and_its_width(column):
    assert TeamTable().headerData(column, Qt.Orientation.Horizontal)
    assert column.width > 0


def test_a_row_of_the_team_has_a_text_and_a_key_for_every_column():
    ana = TeamMember("WK1", "ana", "Ana Ferreira", ("sales",), CallerIdPolicy(), Kept())
    [row] = rows_of(Roster((ana,)), Account.of(()))
    assert (len(row.texts), len(row.keys)) == (len(Column), len(Column))


# What Recents show

EXPORTED_AS = {
    RecentRole.NUMBER: "number",
    RecentRole.SHOWN_AS: "shown as",
    RecentRole.WHEN: "placed at (UTC)",
    RecentRole.RESULT: "outcome",
    RecentRole.WAS_REACHED: "outcome",
    RecentRole.DAY: "placed at (UTC)",
    RecentRole.NAME: "name",
    RecentRole.NOTE: "note",
}


@pytest.mark.parametrize("role", RecentRole, ids=lambda role: role.name)
def test_everything_that_recents_show_is_exported(role):
    assert EXPORTED_AS.get(role) in COLUMNS


# A route of the sandbox

WITHOUT_PARAMETERS = {"GET Workspaces", "DELETE Calls", "DELETE Participants"}
PLACES = {"account": accounts.ACCOUNT_SID, "workspace": accounts.WORKSPACE_SID}


def request_of(method: str, template: str, **said: str) -> Request:
    path = template
    for name in ("account", "workspace", "conference", "sid", "name"):
        path = path.replace(f"{{{name}}}", PLACES.get(name, "XX" + "0" * 32))
    return Request(method, f"/{path}", **{"form" if method == "POST" else "query": said})


def world(**conduct: object) -> World:
    return World(accounts.acme(), from_tables({"twilio": conduct}), 1_795_255_200.0)


@pytest.mark.parametrize(("method", "template"), [route[:2] for route in ROUTES])
def test_every_route_can_be_made_to_fail(method, template):
    assert kind_of(request_of(method, template)).partition(" ")[2] in RESOURCES


@pytest.mark.parametrize(("method", "template"), [route[:2] for route in ROUTES])
def test_every_route_needs_a_permission_of_a_restricted_key(method, template):
    refused = answer(world(permissions=[]), request_of(method, template), is_key=True)
    assert (refused.status, refused.body["code"]) == (401, 70051)


@pytest.mark.parametrize(("method", "template"), [route[:2] for route in ROUTES])
def test_every_route_refuses_what_it_does_not_understand(method, template):
    asked = request_of(method, template, Nonsense="1")
    if kind_of(asked) not in WITHOUT_PARAMETERS:
        assert "Nonsense is not understood" in answer(world(), asked).body["message"]
