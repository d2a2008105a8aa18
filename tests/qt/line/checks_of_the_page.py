"""The hidden page may use the microphone and reach the gateway, and nothing else."""

import pytest
from line_at_work import outcome_in, run_in
from PySide6.QtCore import QUrl

from softphone.qt.line.served import PAGE


@pytest.fixture
def page(ana):
    return ana.desk.line.line.page


def test_it_is_a_secure_page_of_our_own(page, qtbot):
    script = "JSON.stringify([isSecureContext, location.origin])"
    assert run_in(qtbot, page, script) == '[true,"softphone-line://app"]'


def test_it_counts_as_seen_so_that_its_timers_run(page, qtbot):
    assert run_in(qtbot, page, "document.visibilityState") == "visible"


def test_nothing_of_it_is_written_to_the_disk(page):
    assert page.profile().isOffTheRecord()


def test_it_may_use_the_microphone(page, qtbot):
    assert outcome_in(qtbot, page, "navigator.mediaDevices.getUserMedia({audio: true})") == "yes"


@pytest.mark.parametrize(
    "promise",
    [
        "navigator.mediaDevices.getUserMedia({video: true})",
        "navigator.mediaDevices.getDisplayMedia()",
        "new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, () => no({name: 'no'})))",
        "Notification.requestPermission().then((said) => { if (said !== 'granted') throw {name: said}; })",
        "fetch('https://127.0.0.1:1/')",
        "fetch('https://example.com/')",
        "import('https://example.com/a.js')",
        "Promise.resolve().then(() => eval('1'))",
        "Promise.resolve().then(() => { if (!window.open('https://example.com/')) throw {name: 'no'}; })",
        "fetch('softphone-line://app/../settings.py').then((r) => { if (!r.ok) throw {name: 'no'}; })",
    ],
)
def test_it_may_not(page, qtbot, promise):
    assert outcome_in(qtbot, page, promise) != "yes"


@pytest.mark.parametrize("where", ["https://example.com/", "file:///etc/passwd", "data:text/html,x"])
def test_it_goes_nowhere_else(page, qtbot, where):
    page.load(QUrl(where))
    assert run_in(qtbot, page, "location.href") == PAGE.toString()
