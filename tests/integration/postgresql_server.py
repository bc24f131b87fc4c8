"""A PostgreSQL server of the tests' own: a fresh cluster on a Unix socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def program(name: str) -> str | None:
    """Path of one of the server's programs, which Debian keeps off the search path; the newest version's."""
    return shutil.which(name, path=os.pathsep.join(str(folder) for folder in reversed(BINARIES))) or shutil.which(name)


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """The URL of an empty database. PostgreSQL refuses to run as root, so root starts it as the user `postgres`."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    cluster, socket = folder / "cluster", folder / "socket"
    for each in (folder, cluster, socket):
        each.mkdir(exist_ok=True)
        if as_user:
            shutil.chown(each, pwd.getpwnam("postgres").pw_uid)
    _open_the_way(folder)
    initdb = [
        program("initdb"),
        "-D",
        cluster,
        "-U",
        "service",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--no-locale",
    ]
    subprocess.run([*as_user, *map(str, initdb)], check=True, capture_output=True, cwd=folder)
    options = f"-c listen_addresses='' -c unix_socket_directories='{socket}' -c fsync=off"
    control = [*as_user, program("pg_ctl"), "-D", str(cluster), "-w"]
    subprocess.run(
        [*control, "-o", options, "-l", str(folder / "log"), "start"], check=True, capture_output=True, cwd=folder
    )
    try:
        yield f"postgresql+psycopg://service@/postgres?host={socket}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder)


def _open_the_way(folder: Path) -> None:
    """pytest's folders are closed to other users; the server's user has to pass through them."""
    for parent in folder.parents:
        if parent.owner() == pwd.getpwuid(os.geteuid()).pw_name and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)
