"""The first moments: an empty window is there at once, and what is typed into it is kept."""

from PySide6.QtCore import Qt

from softphone.qt.widgets.window.main_window import MainWindow

CUSTOMER = "+12125550142"


def test_what_is_typed_before_there_is_a_field_is_in_it_afterwards(
    sandbox, point_at, sit_down, qtbot
) -> None:
    point_at(sandbox)
    window = MainWindow()
    window.show()
    qtbot.waitActive(window)
    for key in CUSTOMER:
        qtbot.keyClick(window.windowHandle(), key)

    ana = sit_down(window=window)

    ana.waits_to_read("Same area code, +1 212")
    assert ana.sees("Will dial +12125550142")


def test_an_empty_window_says_when_it_is_painted_and_closes_without_a_question(qtbot) -> None:
    window = MainWindow()

    with qtbot.waitSignal(window.painted):
        window.show()

    assert window.close()
    window.deleteLater()


def test_enter_before_there_is_anything_does_nothing(sandbox, point_at, sit_down) -> None:
    point_at(sandbox)
    ana = sit_down()

    ana.presses(Qt.Key.Key_Return)

    assert not ana.desk.call.is_open
    assert sandbox.snapshot()["legs"] == []
