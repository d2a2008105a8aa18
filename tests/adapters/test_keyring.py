"""Secrets, with a real Secret Service and without any."""

import json
import os
import shutil
import subprocess
import sys

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [program for program in NEEDED if shutil.which(program) is None]
SECRET = "s3cret-of-the-api-key"
KEEP = f"""
import json
from softphone.adapters.keyring_secrets import KeyringSecrets
secrets = KeyringSecrets()
kept = secrets.keep("SK1", "{SECRET}")
print(json.dumps([secrets.store_name, kept, secrets.get("SK1"), secrets.get("SK2"), repr(secrets)]))
"""
GET = """
import json
from softphone.adapters.keyring_secrets import KeyringSecrets
print(json.dumps(KeyringSecrets().get("SK1")))
"""
WITH_A_KEYRING = (
    'printf "pass" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n'
    '"$0" -c "$1" && "$0" -c "$2"\n'
)


@pytest.fixture
def home(tmp_path):
    """A home of its own, so that nobody's keyring is touched."""
    folders = {"HOME": "", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": "run", "XDG_CACHE_HOME": "cache"}
    for folder in folders.values():
        (tmp_path / folder).mkdir(exist_ok=True, mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("PYTHON_KEYRING_BACKEND", None)
    return {**kept, **{name: str(tmp_path / folder) for name, folder in folders.items()}}


def answers(command: list[str], environment: dict[str, str]) -> list:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)}")
def test_a_secret_is_kept_in_the_secret_service_over_a_restart(home, tmp_path):
    command = ["dbus-run-session", "--", "sh", "-c", WITH_A_KEYRING, sys.executable, KEEP, GET]
    (store, kept, secret, unknown, shown), after_restart = answers(command, home)
    assert (kept, secret, unknown, after_restart) == (True, SECRET, "", SECRET)
    assert store and SECRET not in shown
    assert not files_with_the_secret(tmp_path)


def files_with_the_secret(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize("backend", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"])
def test_without_a_keyring_a_secret_is_kept_for_this_session_only(home, backend):
    home["PYTHON_KEYRING_BACKEND"] = backend
    [[store, kept, secret, _, _]] = answers([sys.executable, "-c", KEEP], home)
    assert (store, kept, secret) == ("", False, SECRET)
    assert answers([sys.executable, "-c", GET], home) == [""]


def test_without_a_keyring_no_secret_is_on_disk(home, tmp_path):
    home["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    answers([sys.executable, "-c", KEEP], home)
    assert files_with_the_secret(tmp_path) == []


def test_a_secret_of_the_session_is_not_in_its_repr(home):
    home["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    [[*_, shown]] = answers([sys.executable, "-c", KEEP], home)
    assert SECRET not in shown
