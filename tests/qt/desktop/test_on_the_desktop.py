"""Closing, the mini panel, remembered places: on real widgets without a tray."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget

from softphone.qt.desktop.geometry import Geometry
from softphone.qt.desktop.instances.one_instance import Asked
from softphone.qt.desktop.panel.mini_panel import MiniPanel
from softphone.qt.desktop.tray.tray_icon import Tray, TrayState

CUSTOMER = "+12125550142"


@pytest.fixture
def with_panel(sandbox, point_at, sit_down, settings_file):
    """Ana, who wants the small panel."""
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file("[defaults.desktop]\nmini_panel = true\n"))
    ana.waits_to_read("43 numbers, refreshed")
    return ana


def panels() -> list[MiniPanel]:
    return [
        each for each in QApplication.topLevelWidgets() if isinstance(each, MiniPanel) and each.isVisible()
    ]


def test_without_a_tray_there_is_no_icon_and_closing_closes(agent) -> None:
    agent.desk.desktop.begin(Asked())

    QApplication.sendEvent(agent.window, QCloseEvent())
    agent.window.close()

    assert not agent.desk.desktop.tray.is_there
    assert not agent.window.isVisible()


def test_started_hidden_without_a_tray_the_window_is_minimised_and_in_reach(
    sandbox, point_at, qtbot, folder
) -> None:
    from softphone.qt.window_wiring import WindowWiring

    point_at(sandbox)
    desk = WindowWiring(folder=folder)
    desk.session.start()
    desk.desktop.begin(Asked(hidden=True))

    assert not desk.window.isVisible()
    qtbot.waitUntil(desk.window.isMinimized, timeout=5000)

    desk.desktop.open()
    assert desk.window.isVisible()
    assert not desk.window.isMinimized()
    desk.window.hide()
    desk.close()
    desk.window.deleteLater()


def test_the_panel_is_there_while_the_window_is_minimised_in_a_call_and_hangs_up(with_panel, qtbot) -> None:
    with_panel.calls(CUSTOMER)
    with_panel.waits_to_read("connected")
    assert panels() == []

    with_panel.window.showMinimized()

    with_panel.waits(lambda: len(panels()) == 1)
    panel = panels()[0]
    assert panel.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert "+1 212 555 0142" in [
        label.text() for label in panel.findChildren(QWidget) if hasattr(label, "text")
    ]
    qtbot.mouseClick(panel.hang_up, Qt.MouseButton.LeftButton)
    with_panel.waits(lambda: not with_panel.desk.call.is_open)
    with_panel.waits(lambda: panels() == [])


def test_open_on_the_panel_brings_the_window_back_and_the_panel_goes(with_panel, qtbot) -> None:
    with_panel.calls(CUSTOMER)
    with_panel.waits_to_read("connected")
    with_panel.window.showMinimized()
    with_panel.waits(lambda: len(panels()) == 1)

    qtbot.mouseClick(panels()[0].open, Qt.MouseButton.LeftButton)

    with_panel.waits(lambda: panels() == [])
    assert with_panel.window.isVisible()
    assert not with_panel.window.isMinimized()


def test_nobody_gets_a_panel_who_did_not_ask_for_one(agent) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")

    agent.window.showMinimized()
    agent.waits(lambda: agent.window.isMinimized())
    QApplication.processEvents()

    assert panels() == []


def test_the_tray_shows_each_state_by_a_shape_of_its_own(agent, sandbox) -> None:
    menu = agent.desk.desktop.tray_menu
    assert menu.state is TrayState.IDLE
    sandbox.world.behave(CUSTOMER, does="answer", after_s=0.3)

    agent.calls(CUSTOMER)
    assert menu.state is TrayState.RINGING
    agent.waits_to_read("connected")
    assert menu.state is TrayState.IN_CALL
    agent.desk.desktop.tray.mute.trigger()
    assert menu.state is TrayState.IN_CALL
    agent.waits(lambda: menu.state is TrayState.MUTED)
    agent.desk.desktop.tray.mute.trigger()
    agent.waits(lambda: menu.state is TrayState.IN_CALL)

    agent.desk.call.hang_up()
    agent.waits(lambda: menu.state is TrayState.IDLE)


def test_the_trays_menu_knows_when_it_can_hang_up(agent) -> None:
    tray: Tray = agent.desk.desktop.tray
    assert not tray.hang_up.isEnabled()

    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")
    assert tray.hang_up.isEnabled()
    assert not tray.redial.isEnabled()

    tray.hang_up.trigger()
    agent.waits_to_read("Call ended after")
    assert not tray.hang_up.isEnabled()


def test_redial_puts_the_last_number_back_and_calls_nobody(agent, sandbox) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")
    agent.desk.call.hang_up()
    agent.waits_to_read("Call ended after")
    agent.waits(lambda: bool(agent.recents))
    agent.presses(Qt.Key.Key_Escape)

    agent.desk.desktop.tray.redial.trigger()

    assert agent.number == "+1 212 555 0142"
    assert len(sandbox.snapshot()["legs"]) == 2


@pytest.mark.parametrize(
    ("copied", "offered"),
    [
        ("Mia Chen, (212) 555-0142", "Call from the &clipboard: +1 212 555 0142"),
        ("milk and bread", "No number on the clipboard"),
    ],
)
def test_the_trays_menu_names_the_number_on_the_clipboard(agent, qapp, copied, offered) -> None:
    tray: Tray = agent.desk.desktop.tray
    qapp.clipboard().setText(copied)

    tray.about_to_open.emit()

    assert tray.from_clipboard.text() == offered
    assert tray.from_clipboard.isEnabled() is ("&" in offered)


@pytest.fixture
def main_window(qtbot):
    window = QMainWindow()
    tabs = QTabWidget()
    tabs.setObjectName("side")
    tabs.addTab(QWidget(), "Recents")
    tabs.addTab(QWidget(), "Contacts")
    window.setCentralWidget(tabs)
    qtbot.addWidget(window)
    return window


def test_size_place_and_page_are_remembered(main_window, tmp_path) -> None:
    tmp_path.joinpath("data").mkdir()
    main_window.show()
    main_window.setGeometry(60, 50, 500, 400)
    main_window.centralWidget().setCurrentIndex(1)
    Geometry(tmp_path / "data").keep(main_window)

    main_window.setGeometry(0, 0, 300, 300)
    main_window.centralWidget().setCurrentIndex(0)
    later = Geometry(tmp_path / "data")
    later.put_back(main_window)
    later.put_back_inside(main_window)

    assert main_window.geometry().size().toTuple() == (500, 400)
    assert main_window.geometry().topLeft() == QPoint(60, 50)
    assert main_window.centralWidget().currentIndex() == 1


def test_a_window_on_a_screen_that_is_gone_comes_back_into_sight(main_window, tmp_path, qapp) -> None:
    main_window.show()
    main_window.setGeometry(9000, 7000, 500, 400)
    Geometry(tmp_path).keep(main_window)
    main_window.setGeometry(0, 0, 300, 300)

    Geometry(tmp_path).put_back(main_window)

    assert qapp.primaryScreen().availableGeometry().contains(main_window.geometry().center())


def test_rubbish_in_the_file_is_no_place(main_window, tmp_path) -> None:
    (tmp_path / "window.ini").write_text("[window]\ngeometry=rubbish\n[tabs]\nside=seven\n")
    main_window.setGeometry(10, 20, 300, 300)

    Geometry(tmp_path).put_back(main_window)
    Geometry(tmp_path).put_back_inside(main_window)

    assert main_window.geometry().size().toTuple() == (300, 300)
    assert main_window.centralWidget().currentIndex() == 0


def test_what_is_explained_once_is_not_explained_again(tmp_path) -> None:
    assert Geometry(tmp_path).first_time("close to tray")
    assert not Geometry(tmp_path).first_time("close to tray")
