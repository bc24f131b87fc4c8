"""Functions that misbehave in a child process as hostile content would make a reader do. Imported there by name."""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path


def reversed_bytes(content: bytes) -> bytes:
    return content[::-1]


def environment(_content: bytes) -> bytes:
    return "\n".join(f"{key}={value}" for key, value in os.environ.items()).encode()


def descriptors(_content: bytes) -> bytes:
    return ",".join(sorted(os.listdir("/proc/self/fd"))).encode()  # noqa: PTH208


def hang(_content: bytes) -> bytes:
    while True:
        time.sleep(1)


def spin(_content: bytes) -> bytes:
    while True:
        pass


def eat_memory(_content: bytes) -> bytes:
    return b"x" * (8 * 1024**3)


def write_much(_content: bytes) -> bytes:
    path = Path("/tmp") / f"much-{os.getpid()}"
    try:
        with path.open("wb") as file:
            file.write(bytes(50_000_000))
        return b"written"
    finally:
        path.unlink()


def die(_content: bytes) -> bytes:
    os.kill(os.getpid(), 11)
    return b""


def leave(_content: bytes) -> bytes:
    os._exit(0)


def raise_something(_content: bytes) -> bytes:
    raise RuntimeError("the words of a referral")


def answer_endlessly(_content: bytes) -> bytes:
    return bytes(5_000_000)


def leave_a_process_behind(content: bytes) -> bytes:
    """A grandchild in a session of its own that keeps a file growing for as long as it lives."""
    if os.fork() == 0:
        os.setsid()
        while True:
            with Path(content.decode()).open("ab") as file:
                file.write(b"x")
            time.sleep(0.01)
    while not Path(content.decode()).exists():
        time.sleep(0.01)
    return b"left"


def count_aloud(content: bytes, tell: Callable[[bytes], None]) -> bytes:
    for number in range(1, len(content) + 1):
        tell(str(number).encode())
    return content[::-1]


def tell_without_end(_content: bytes, tell: Callable[[bytes], None]) -> bytes:
    while True:
        tell(b"still here")


def tell_a_novel(_content: bytes, tell: Callable[[bytes], None]) -> bytes:
    tell(bytes(65))
    return b"told"


def tell_and_die(_content: bytes, tell: Callable[[bytes], None]) -> bytes:
    tell(b"1")
    os.kill(os.getpid(), 11)
    return b""


def tell_unasked(_content: bytes) -> bytes:
    socket.socket(fileno=3).sendall(b"N" + (1).to_bytes(8, "big") + b"1")
    os._exit(0)


def lie_about_the_length(_content: bytes) -> bytes:
    socket.socket(fileno=3).sendall(b"R" + (10).to_bytes(8, "big") + b"short")
    os._exit(0)
