"""Drives the real application with real key presses and writes a picture of each state.

    packaging/screenshots.py FOLDER

Needs Debian's xvfb, xdotool, openbox, x11-utils, xclip and imagemagick. Each run starts the softphone on its
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
RUNS = {
    "light": ("light", "en", "1"),
    "dark": ("dark", "en", "1"),
    "200-percent": ("light", "en", "2"),
    "arabic": ("light", "ar", "1"),
}


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


def paste(text: str) -> None:
    subprocess.run(["xclip", "-selection", "clipboard"], input=text, text=True, check=True)
    keys("ctrl+v")


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
    shoot(folder, "01-start")
    type_text("4155552671")
    settle()
    shoot(folder, "02-number")
    keys("Return")
    settle(1.2)
    shoot(folder, "03-ringing")
    settle(2.0)
    shoot(folder, "04-connected")
    in_call(folder)
    keys("F8")
    settle(1.5)
    shoot(folder, "05-ended")
    keys("alt+i")
    settle()
    shoot(folder, "06-picker")
    type_text("ber")
    settle()
    shoot(folder, "07-picker-filtered")
    keys("Return")
    settle()
    keys("Escape")
    type_text("+442079460018")
    settle()
    shoot(folder, "08-picked")
    keys("Escape")
    type_text("911")
    settle()
    shoot(folder, "09-emergency")
    keys("Escape")
    paste("Mia Chen, Acme Dental\n+1 212 555 0142 or +44 20 7946 0018")
    settle()
    shoot(folder, "10-several-numbers")
    keys("Escape")
    paste("Mia Chen, +1 (212) 555-0142 ext. 7")
    settle()
    shoot(folder, "11-pasted")
    keys("alt+w")
    settle()
    shoot(folder, "12-why")
    keys("Escape")
    settle(0.2)
    keys("Escape")
    keys("F12")
    settle(1.5)
    shoot(folder, "13-called-again")
    keys("F8")
    settle(1.5)
    export(folder)
    keys("ctrl+2")
    settle()
    shoot(folder, "15-contacts")
    keys("ctrl+comma")
    settle()
    shoot(folder, "16-preferences")
    keys("Escape")
    keys("F1")
    settle(1.0)
    shoot(folder, "17-keys")
    keys("Escape")


def in_call(folder: Path) -> None:
    """Everything that can be done with a call."""
    keys("ctrl+m")
    settle()
    keys("ctrl+h")
    settle(1.0)
    shoot(folder, "04-muted-on-hold")
    keys("ctrl+h", "ctrl+m")
    settle(1.0)
    keys("F9")
    type_text("14#")
    settle(2.5)
    shoot(folder, "04-tones")
    keys("Escape")
    keys("ctrl+t")
    type_text("bo")
    settle()
    shoot(folder, "04-transfer")
    keys("Return")
    settle(2.5)
    shoot(folder, "04-consulting")
    keys("ctrl+shift+m")
    type_text("Wants the blue one")
    settle(1.0)
    shoot(folder, "04-note")
    keys("Escape")


def export(folder: Path) -> None:
    """Recents as CSV, through the file dialog."""
    keys("ctrl+1")
    keys("ctrl+e")
    settle(1.2)
    keys("ctrl+a")
    type_text(str(folder.resolve() / "calls.csv"))
    keys("Return")
    settle(1.2)
    shoot(folder, "14-exported")


def main() -> None:
    target = Path(sys.argv[1])
    os.environ["DISPLAY"] = SCREEN
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    with running("Xvfb", SCREEN, "-screen", "0", "1700x1400x24"):
        settle(1.0)
        with running("openbox"):
            for name, (look, language, scale) in RUNS.items():
                folder = target / name
                folder.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryDirectory() as home:
                    settings = Path(home) / "settings.toml"
                    window = f'[defaults.window]\nlook = "{look}"\nlanguage = "{language}"\n'
                    settings.write_text(f"{default_settings()}\n{window}")
                    environment = {"HOME": home, "XDG_DATA_HOME": home, "QT_SCALE_FACTOR": scale}
                    command = (sys.executable, "-m", "softphone", "--sandbox", "--settings", str(settings))
                    with running(*command, **environment):
                        settle(4.0)
                        shift(folder)


if __name__ == "__main__":
    main()
