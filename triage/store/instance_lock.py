"""One process at a time works on a data folder: two pollers on one mailbox would move every mail twice."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AnotherInstanceRuns(Exception):
    """Another process of the service works on this data folder; stop it, or wait until it has ended."""

    def __init__(self) -> None:
        super().__init__(AnotherInstanceRuns.__doc__)


@contextmanager
def only_instance(data_dir: Path) -> Iterator[None]:
    """Hold the folder while this process lives, however it ends. Raises AnotherInstanceRuns."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "service.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherInstanceRuns from error
        yield
