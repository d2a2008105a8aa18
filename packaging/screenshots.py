"""Drives the real application with real key presses and writes a picture of each state.

    packaging/screenshots.py FOLDER

Needs Debian's xvfb, xdotool, openbox, x11-utils and imagemagick. Each run starts the softphone on its
embedded sandbox, on an X server of its own, with an empty home; nothing else on this machine is touched.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from softphone.sandbox import default_settings

SCREEN = ":83"
RUNS = {"light": ("light", "1"), "dark": ("dark", "1"), "200-percent": ("light", "2")}


@contextmanager
def running(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=os.environ | environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


def keys(*names: str) -> None:
    subprocess.run(["xdotool", "key", *names], check=True)


def type_text(text: str) -> None:
    subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)


def settle(seconds: float = 0.6) -> None:
    """A person's pause: the pictures show what a person would see."""
    time.sleep(seconds)


def shoot(folder: Path, name: str) -> None:
    window = subprocess.run(
        ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Softphone"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()[0]
    said = subprocess.run(["xwininfo", "-id", window], capture_output=True, text=True, check=True).stdout
    x, y, width, height = (
        re.findall(rf"{name}: +(-?\d+)", said)[0]
        for name in ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
    )
    area = f"{width}x{height}+{x}+{y}"
    subprocess.run(
        ["import", "-window", "root", "-crop", area, "+repage", str(folder / f"{name}.png")], check=True
    )


def shift(folder: Path) -> None:
    """What an agent does in a minute, a picture of each state."""
    shoot(folder, "1-start")
    type_text("4155552671")
    settle()
    shoot(folder, "2-number")
    keys("Return")
    settle(1.2)
    shoot(folder, "3-ringing")
    settle(2.0)
    shoot(folder, "4-connected")
    keys("F8")
    settle(1.5)
    shoot(folder, "5-ended")
    keys("alt+i")
    settle()
    shoot(folder, "6-picker")
    type_text("ber")
    settle()
    shoot(folder, "7-picker-filtered")
    keys("Return")
    settle()
    keys("Escape")
    type_text("+442079460018")
    settle()
    shoot(folder, "8-picked")
    keys("Escape")
    type_text("911")
    settle()
    shoot(folder, "9-emergency")


def main() -> None:
    target = Path(sys.argv[1])
    os.environ["DISPLAY"] = SCREEN
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    with running("Xvfb", SCREEN, "-screen", "0", "1700x1400x24"):
        settle(1.0)
        with running("openbox"):
            for name, (look, scale) in RUNS.items():
                folder = target / name
                folder.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryDirectory() as home:
                    settings = Path(home) / "settings.toml"
                    settings.write_text(f'{default_settings()}\n[defaults.window]\nlook = "{look}"\n')
                    environment = {"HOME": home, "XDG_DATA_HOME": home, "QT_SCALE_FACTOR": scale}
                    command = (sys.executable, "-m", "softphone", "--sandbox", "--settings", str(settings))
                    with running(*command, **environment):
                        settle(4.0)
                        shift(folder)


if __name__ == "__main__":
    main()
