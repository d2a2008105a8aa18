"""Real processes on an X server and a bus of the test's own: tray, global keys, notifications."""

import pytest
from softphones import until, visible_windows, xdo

CUSTOMER = "+12125550142"
TRAY = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS = "org.freedesktop.Notifications"
PORTAL = "org.freedesktop.portal.Desktop"
GLOBAL_KEYS = "[defaults.desktop]\nglobal_keys = true\n"


def legs(sandbox) -> list[str]:
    return [leg["status"] for leg in sandbox.snapshot()["legs"]]


def keys(*names: str) -> None:
    xdo("xdotool", "key", "--clearmodifiers", *names)


@pytest.fixture
def settled(sandbox, point_at, data):
    """A softphone can be started, and is ready when this says so."""
    point_at(sandbox)

    def ready() -> None:
        until((data / "instance").exists, "the softphone")

    return ready


def window_on_screen() -> str:
    return until(visible_windows, "a window")[0]


def closes(window: str) -> None:
    """The window's own close button, as the window manager presses it."""
    xdo("xdotool", "windowactivate", "--sync", window)
    keys("alt+F4")


def test_closing_hides_into_a_tray_says_so_once_and_a_second_start_brings_it_back(
    screen, services, settled, start, run
) -> None:
    for name in (TRAY, NOTIFICATIONS):
        services.own(name)
    softphone = start()
    settled()
    services.told("icon")

    closes(window_on_screen())
    until(lambda: not visible_windows(), "the window to go")
    assert services.told("title") == "Softphone goes on in the tray"
    assert softphone.poll() is None

    assert run().returncode == 0
    closes(window_on_screen())
    until(lambda: not visible_windows(), "the window to go again")
    assert softphone.poll() is None


def test_without_a_tray_closing_quits(screen, bus, settled, start) -> None:
    softphone = start()
    settled()

    closes(window_on_screen())

    assert softphone.wait(15) == 0


def test_started_hidden_with_a_tray_no_window_is_shown(screen, services, settled, start, run) -> None:
    services.own(TRAY)
    start("--hidden")
    settled()
    services.told("icon")

    assert visible_windows() == []
    assert run("tel:+1-212-555-0142").returncode == 0
    until(visible_windows, "the window that the link opens")


def test_started_hidden_before_there_is_a_tray_it_goes_there_when_one_appears(
    screen, services, settled, start
) -> None:
    softphone = start("--hidden")
    settled()
    until(lambda: "Iconic" in state_of_our_window(), "the window to be minimised")

    services.own(TRAY)

    services.told("icon")
    until(lambda: "Iconic" not in state_of_our_window(), "the window to go")
    assert visible_windows() == []
    assert softphone.poll() is None


def state_of_our_window() -> str:
    found = xdo("xdotool", "search", "--name", "^Softphone").split()
    return "".join(xdo("xprop", "-id", window, "WM_STATE") for window in found)


def in_a_call(run, sandbox) -> None:
    """A link, and Enter as soon as the numbers are there; one call, however often it is pressed."""
    run("tel:+1-212-555-0142")
    until(lambda: keys("Return") or legs(sandbox), "the call to begin")
    until(lambda: legs(sandbox) == ["in-progress"] * 2, "the call")


@pytest.fixture
def with_keys(settings_file) -> str:
    return str(settings_file(GLOBAL_KEYS))


def test_the_global_key_hangs_up_while_another_window_has_the_focus(
    screen, bus, sandbox, settled, start, run, with_keys
) -> None:
    start("--settings", with_keys)
    settled()
    in_a_call(run, sandbox)
    xdo("xdotool", "windowminimize", "--sync", window_on_screen())

    keys("ctrl+shift+F8")

    until(lambda: set(legs(sandbox)) == {"completed"}, "the call to end")


def test_a_call_that_ends_while_the_window_is_minimised_is_a_notification(
    screen, services, sandbox, settled, start, run, with_keys
) -> None:
    services.own(NOTIFICATIONS)
    start("--settings", with_keys)
    settled()
    in_a_call(run, sandbox)
    xdo("xdotool", "windowminimize", "--sync", window_on_screen())

    sandbox.world.hang_up(sandbox.snapshot()["legs"][1]["sid"])

    assert services.told("title") == "+1 212 555 0142"
    services.does("click")
    until(visible_windows, "the window that a click brings back")


def test_the_portal_gives_the_keys_where_x11_may_not(
    screen, services, sandbox, settled, start, run, with_keys
) -> None:
    services.own(PORTAL)
    start("--settings", with_keys, WAYLAND_DISPLAY="wayland-of-nobody")
    settled()
    assert services.told("keys") == {"hang-up": "CTRL+SHIFT+F8", "from-clipboard": "CTRL+SHIFT+F9"}
    in_a_call(run, sandbox)

    services.does("press hang-up")

    until(lambda: set(legs(sandbox)) == {"completed"}, "the call to end")
