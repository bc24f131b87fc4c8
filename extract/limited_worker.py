"""The worker behind `limited_process`: imports what may be called, then forks a child for each call and ends it.

It has one thread and reads nothing hostile itself; the content goes straight to the child.
"""

import array
import contextlib
import ctypes
import importlib
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
_HARD_MEMORY = 4 * 1024**3  # for a converter that the child may start and limit by itself
_HARD_CPU = 180  # seconds
_HEADER = struct.Struct(">cQ")

Function = Callable[..., bytes]  # of the content, and of what it may tell our side by
Functions = dict[str, Function]


def serve(descriptor: int) -> None:
    """Answer calls over the control socket until its other end is closed."""
    control = socket.socket(fileno=descriptor)
    _become_reaper()
    functions = _prepared(control)
    while (request := _request(control)) is not None:
        order, channel = request
        alive, sign_of_life = os.pipe()  # at its end once the child is
        pid = os.fork()
        if pid == 0:
            _child(functions[order["call"]], (channel, sign_of_life), order)
        os.close(channel)
        os.close(sign_of_life)
        signal_number = _ended(pid, alive, control)
        _exactly(control, 1)  # our side has hung up
        _answer(control, {"signal": signal_number})


def _prepared(control: socket.socket) -> Functions:
    first = _request(control)
    order: dict[str, Any] = first[0] if first else {}
    functions = {}
    for name in order.get("preload", ()):
        module, _, function = name.partition(":")
        functions[name] = getattr(importlib.import_module(module), function)
    for name, content in order.get("warm_up", ()):
        functions[name](content.encode("latin-1"))
    _answer(control, {"ready": True})
    return functions


def _request(control: socket.socket) -> tuple[dict[str, Any], int] | None:
    """An order and the descriptor that came with it (-1 for none); None once the other end has gone."""
    start, ancillary, _, _ = control.recvmsg(1, socket.CMSG_LEN(4))
    if not start:
        return None
    content = start + _exactly(control, 3)
    order = json.loads(_exactly(control, struct.unpack(">I", content)[0]))
    descriptors = array.array("i")
    for _, _, rights in ancillary:
        descriptors.frombytes(rights[:4])
    return order, descriptors[0] if descriptors else -1


def _exactly(control: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        piece = control.recv(size - len(content))
        if not piece:
            sys.exit(0)
        content += piece
    return content


def _answer(control: socket.socket, answer: dict[str, object]) -> None:
    control.sendall(json.dumps(answer).encode() + b"\n")


def _child(function: Function, descriptors: tuple[int, int], order: dict[str, Any]) -> None:
    """The one call: limited, in a session of its own, with nothing open but its channel. Never returns."""
    os.setsid()
    high = [os.dup2(descriptor, place) for place, descriptor in zip((200, 201), descriptors, strict=True)]
    for place, descriptor in zip((3, 4), high, strict=True):
        os.dup2(descriptor, place)
    os.closerange(5, 65536)
    with socket.socket(fileno=3) as own:
        own.setblocking(True)
        try:
            _limit(order["limits"])
            content = _content(own)
            result = function(content, partial(_tell, own)) if order["tells"] else function(content)
            own.sendall(_HEADER.pack(b"R", len(result)) + result)
        except BaseException as error:  # noqa: BLE001 - the child ends here whatever it was
            name = type(error).__name__.encode()
            with contextlib.suppress(OSError):
                own.sendall(_HEADER.pack(b"E", len(name)) + name)
    os._exit(0)


def _tell(own: socket.socket, note: bytes) -> None:
    own.sendall(_HEADER.pack(b"N", len(note)) + note)


def _content(own: socket.socket) -> bytes:
    length = struct.unpack(">Q", _exactly(own, 8))[0]
    content = bytearray()
    while len(content) < length:
        piece = own.recv(min(1024 * 1024, length - len(content)))
        if not piece:
            break
        content += piece
    return bytes(content)


def _limit(limits: dict[str, Any]) -> None:
    for kind, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_AS, limits["memory_bytes"], max(_HARD_MEMORY, limits["memory_bytes"])),
        (resource.RLIMIT_CPU, limits["cpu_seconds"], max(_HARD_CPU, limits["cpu_seconds"])),
        (resource.RLIMIT_FSIZE, limits["file_bytes"], limits["file_bytes"]),
        (resource.RLIMIT_NOFILE, limits["open_files"], limits["open_files"]),
    ):
        most = resource.getrlimit(kind)[1]
        capped = hard if most == resource.RLIM_INFINITY else min(hard, most)
        resource.setrlimit(kind, (min(soft, capped), capped))


def _ended(pid: int, alive: int, control: socket.socket) -> int:
    """Wait until the child has ended or our side has hung up; then nothing of it is left. The signal that ended it."""
    select.select([alive, control.fileno()], [], [])
    os.close(alive)
    if not _has_ended(pid):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)  # whatever it left in its group
    _end_orphans()
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _has_ended(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end_orphans() -> None:
    """Whatever the child had started in sessions of its own has become ours, and ends too."""
    for _ in range(100):
        children = _children()
        for orphan in children:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(orphan, signal.SIGKILL)
        try:
            while os.waitpid(-1, 0 if children else os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return


def _children() -> list[int]:
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    try:
        return [int(pid) for pid in listing.read_text().split()]
    except (OSError, ValueError):
        return []


def _become_reaper() -> None:
    """Orphans of our children come to us (Linux); elsewhere they are left to the system."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
