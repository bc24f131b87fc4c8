"""Is there room on the disk to take more mail in? Asked before anything is fetched, so that it never runs full."""

import shutil
from pathlib import Path

DISK_ALMOST_FULL = "disk_almost_full"  # the code that the pages show


def has_room(folder: Path, megabytes: int) -> bool:
    """Whether so much is free where a folder is, or will be. A disk that cannot be asked has room: writing tells."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), Path.cwd())
    try:
        return shutil.disk_usage(there).free >= megabytes * 1024 * 1024
    except OSError:
        return True
