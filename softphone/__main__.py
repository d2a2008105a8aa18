"""``softphone`` opens the window; ``softphone COMMAND`` does without one."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from softphone.qt.desktop.instances.one_instance import Asked, Claim

NO_SCREEN = 2
NO_ANSWER = 2
NOT_REACHED = 1
INTERRUPTED = 130  # as shells say it


def main() -> int:
    """Run what the command line asks for; return the exit status."""
    _open_what_is_closed()
    try:
        return _run()
    except KeyboardInterrupt:  # before anybody listened to it, so nobody was rung
        return NOT_REACHED if "call" in sys.argv else INTERRUPTED


def _open_what_is_closed() -> None:
    """Give a closed standard stream a place to go: the next file to be opened would take it."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free: this one
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _run() -> int:
    from softphone.cli.commands import COMMANDS, run, window_options

    arguments = sys.argv[1:]
    if any(argument in COMMANDS for argument in arguments):
        return run(arguments)
    options = window_options(arguments)
    if options.hang_up and not _has_screen():
        return _hang_up_left_open(options)
    if not _has_screen():
        return _without_screen(sandbox=options.sandbox)
    return _window(options)


def _window(options: "Namespace") -> int:
    """The window of this process, or of the softphone that runs already."""
    from softphone.folders import data_folder
    from softphone.qt.desktop.instances.one_instance import Asked, Claim, activation

    asked = Asked(
        text=options.link or "",
        hidden=options.hidden,
        hang_up=options.hang_up,
        from_clipboard=options.from_clipboard,
        sandbox=options.sandbox,
        settings=options.settings is not None,
        activation=activation(),
    )
    claim = Claim(data_folder())
    if not claim.take() and (status := _handed_over(claim, asked)) is not None:
        return status
    if asked.hang_up:
        return _hang_up_left_open(options)
    from softphone.qt.app import run_window

    return run_window(options.settings, asked, claim)


def _hang_up_left_open(options: "Namespace") -> int:
    """No window is open, but a run that was killed may have left a call."""
    from softphone.cli.call import hang_up_left_open
    from softphone.domain.errors import SoftphoneError

    try:
        return hang_up_left_open(options.settings)
    except SoftphoneError as error:
        print(f"softphone: {error}", file=sys.stderr)
        return NO_SCREEN


def _handed_over(claim: "Claim", asked: "Asked") -> int | None:
    """The exit status; None: the softphone that was open has ended, and it is our turn."""
    from softphone.domain.errors import SoftphoneError
    from softphone.qt.desktop.instances.one_instance import hand_over

    try:
        return 0 if hand_over(claim, asked) else None
    except SoftphoneError as error:
        print(f"softphone: {error}", file=sys.stderr, flush=True)
        if not sys.stderr.isatty() and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
            from softphone.qt.app import show_sentence

            show_sentence(str(error))
        return NO_ANSWER


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _without_screen(*, sandbox: bool) -> int:
    if sandbox:
        from softphone.cli.demo import run as walk

        return walk()
    print(
        "softphone: There is no screen here. Use a command (softphone --help), or try softphone --sandbox.",
        file=sys.stderr,
    )
    return NO_SCREEN


if __name__ == "__main__":
    sys.exit(main())
