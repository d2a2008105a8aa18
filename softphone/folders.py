"""Where this program keeps its data on this machine."""

from pathlib import Path


def data_folder() -> Path:
    """The user's data on this machine."""
    import platformdirs

    return Path(platformdirs.user_data_dir("softphone", appauthor=False))
