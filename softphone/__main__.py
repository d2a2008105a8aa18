"""``softphone`` opens the window; ``softphone COMMAND`` does without one."""

import os
import sys

NO_SCREEN = 2


def main() -> int:
    """Run what the command line asks for; return the exit status."""
    from softphone.cli.commands import COMMANDS, parser, run

    arguments = sys.argv[1:]
    if any(argument in COMMANDS for argument in arguments):
        return run(arguments)
    options = parser().parse_args(arguments)
    if not _has_screen():
        return _without_screen(sandbox=options.sandbox)
    from softphone.qt.app import run_window

    return run_window(sandbox=options.sandbox, settings_file=options.settings)


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _without_screen(*, sandbox: bool) -> int:
    if sandbox:
        from softphone.cli.tour import run as walk

        return walk()
    print(
        "softphone: There is no screen here. Use a command (softphone --help), or try softphone --sandbox.",
        file=sys.stderr,
    )
    return NO_SCREEN


if __name__ == "__main__":
    sys.exit(main())
