"""Runs one function on hostile bytes in a process of its own that can take nothing with it: the seam of isolation.

A small worker process is started by exec, with an empty environment and one descriptor, and imports what the functions
need. For each call it forks a child: limits, its own session, only the call's socket. So nothing is ever forked from
our own threads, and a call costs a fork. What comes back is bytes from a stranger: callers check them as such.
"""

import array
import contextlib
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

_MIB = 1024 * 1024
_ROOT = Path(__file__).parents[1]
_CHUNK = _MIB
_START_SECONDS = 60.0
_HEADER = struct.Struct(">cQ")
RESULT, RAISED, NOTE, _HANG_UP = b"R", b"E", b"N", b"H"
LONGEST_NOTE, MOST_NOTES = 64, 10_000  # bytes; of one call

_CODE = """import sys
sys.path.insert(0, sys.argv[1])
from extract.limited_worker import serve
serve(int(sys.argv[2]))
"""

Function = Callable[[bytes], bytes]
Tell = Callable[[bytes], None]  # takes a note of what a call has done so far


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one call may use. Wall time is ours to end; the others the kernel holds."""

    wall_seconds: float = 30.0
    cpu_seconds: int = 20
    memory_bytes: int = 1536 * _MIB  # address space
    file_bytes: int = 64 * _MIB  # any one file that it writes
    open_files: int = 128
    result_bytes: int = 256 * _MIB


class Stopped(StrEnum):
    """Why there is no result."""

    TIMED_OUT = "timed_out"  # of wall or processor time
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    TOO_MUCH = "too_much"  # a result, or notes, beyond the limit


class WorkerUnavailable(OSError):
    """The process that reads hostile content cannot be started; nothing is read without it."""


class LimitedProcess:
    """Calls one at a time, from any thread. `preload` names `module:function` of every function that may be called."""

    def __init__(self, preload: Sequence[Function], warm_up: Sequence[tuple[Function, bytes]] = ()) -> None:
        self._preload = [_name(function) for function in preload]
        self._warm_up = [(_name(function), content) for function, content in warm_up]
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._finish: weakref.finalize[[subprocess.Popen[bytes], socket.socket], LimitedProcess] | None = None

    def call(
        self, function: Function, content: bytes, limits: Limits | None = None, on_note: Tell | None = None
    ) -> bytes | Stopped:
        """`function(content)` as a child gave it, or why not. Raises WorkerUnavailable.

        An exception in the function is CRASHED, or OUT_OF_MEMORY: functions here turn bad content into results. With
        `on_note`, which must not raise, it is called with a second argument: by that it sends notes of up to 64 bytes.
        """
        if _name(function) not in self._preload:
            raise ValueError("the function was not named when the process was made")
        with self._lock:
            try:
                return self._call(_name(function), content, limits or Limits(), on_note)
            except (OSError, ValueError):  # the worker itself has gone: once more with a new one
                self._end()
                return self._call(_name(function), content, limits or Limits(), on_note)

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._end()

    def _call(self, name: str, content: bytes, limits: Limits, on_note: Tell | None) -> bytes | Stopped:
        control = self._started()
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                _send(control, {"call": name, "limits": asdict(limits), "tells": on_note is not None}, theirs.fileno())
            answer = _exchange(ours, content, limits, _Notes(on_note))
        control.sendall(_HANG_UP)  # whatever the child is doing, the worker ends it now
        status = _receive(control, time.monotonic() + _START_SECONDS)
        return _judged(answer, status.get("signal"))

    def _started(self) -> socket.socket:
        if self._control is not None and self._worker is not None and self._worker.poll() is None:
            return self._control
        self._end()
        ours, theirs = socket.socketpair()
        with theirs:
            self._worker = subprocess.Popen(  # noqa: S603 - our own interpreter and code, no shell
                [sys.executable, "-I", "-c", _CODE, str(_ROOT), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd="/",
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._control = ours
        self._finish = weakref.finalize(self, _ended, self._worker, ours)  # also at the end of our own process
        warm_up = [[name, content.decode("latin-1")] for name, content in self._warm_up]
        try:
            _send(ours, {"preload": self._preload, "warm_up": warm_up})
            ready = _receive(ours, time.monotonic() + _START_SECONDS)
        except (OSError, ValueError) as error:
            self._end()
            raise WorkerUnavailable("the process that reads mail safely did not start") from error
        if ready.get("ready") is not True:
            self._end()
            raise WorkerUnavailable("the process that reads mail safely is not complete; install the service again")
        return ours

    def _end(self) -> None:
        if self._finish is not None:
            self._finish()
        self._worker = self._control = self._finish = None


def _ended(worker: subprocess.Popen[bytes], control: socket.socket) -> None:
    """The worker with its group is gone and has been waited for."""
    control.close()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def _name(function: Function) -> str:
    return f"{function.__module__}:{function.__qualname__}"


def _environment() -> dict[str, str]:
    """The search path for programs and a language: settings and secrets live in the rest of ours."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8", "OMP_NUM_THREADS": "2"}


def _send(control: socket.socket, request: Mapping[str, object], descriptor: int | None = None) -> None:
    content = json.dumps(request).encode()
    frame = struct.pack(">I", len(content)) + content
    if descriptor is not None:
        rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))
        control.sendmsg([frame[:1]], [rights])
        frame = frame[1:]
    control.sendall(frame)


def _receive(control: socket.socket, until: float) -> dict[str, object]:
    """One small answer of the worker. Raises OSError where it does not come in time."""
    content = b""
    while not content.endswith(b"\n"):
        if not select.select([control], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        piece = control.recv(65536)
        if not piece or len(content) > 65536:
            raise ConnectionError
        content += piece
    answer = json.loads(content)
    return answer if isinstance(answer, dict) else {}


class _Notes:
    """Hands on what a child tells while it works, up to a number of notes."""

    def __init__(self, on_note: Tell | None) -> None:
        self._on_note, self._left = on_note, MOST_NOTES

    def take(self, answer: bytearray) -> bool:
        """Take the whole notes off the front of what came; whether that is all right, and not too many."""
        while len(answer) >= _HEADER.size:
            kind, length = _HEADER.unpack_from(answer)
            end = _HEADER.size + length
            if kind != NOTE or length > LONGEST_NOTE or len(answer) < end:
                return bool(kind != NOTE or length <= LONGEST_NOTE)
            self._left -= 1
            if self._on_note is None or self._left < 0:
                return False
            self._on_note(bytes(answer[_HEADER.size : end]))
            del answer[:end]
        return True


def _exchange(channel: socket.socket, content: bytes, limits: Limits, notes: _Notes) -> bytes | Stopped:
    """Give the content, take notes and answer, all before the wall time is up; what else the child does is its own."""
    until = time.monotonic() + limits.wall_seconds
    channel.setblocking(False)
    waiting = [memoryview(struct.pack(">Q", len(content))), memoryview(content)]
    answer = bytearray()
    while True:
        readable, writable, _ = select.select(
            [channel], [channel] if waiting else [], [], max(0.0, until - time.monotonic())
        )
        if not readable and not writable:
            return Stopped.TIMED_OUT
        if writable:
            waiting = _sent(channel, waiting)
        if readable:
            try:
                piece = channel.recv(_CHUNK)
            except ConnectionResetError:
                piece = b""
            if not piece:
                return bytes(answer)
            answer += piece
            if not notes.take(answer) or len(answer) > limits.result_bytes + _HEADER.size:
                return Stopped.TOO_MUCH
            if _is_complete(answer):  # a process that the child left behind may hold its end open
                return bytes(answer)


def _sent(channel: socket.socket, waiting: list[memoryview]) -> list[memoryview]:
    """What is still to be sent; nothing more once the child has stopped listening."""
    try:
        sent = channel.send(waiting[0][:_CHUNK])
    except (BrokenPipeError, ConnectionResetError):
        return []
    return waiting[1:] if sent == len(waiting[0]) else [waiting[0][sent:], *waiting[1:]]


def _is_complete(answer: bytearray) -> bool:
    return len(answer) >= _HEADER.size and len(answer) - _HEADER.size >= _HEADER.unpack_from(answer)[1]


def _judged(answer: bytes | Stopped, signal_number: object) -> bytes | Stopped:
    if isinstance(answer, Stopped):
        return answer
    if len(answer) >= _HEADER.size:
        kind, length = _HEADER.unpack_from(answer)
        body = answer[_HEADER.size :]
        if len(body) == length and kind == RESULT:
            return body
        if kind == RAISED:
            return Stopped.OUT_OF_MEMORY if body == b"MemoryError" else Stopped.CRASHED
    return Stopped.TIMED_OUT if signal_number == signal.SIGXCPU else Stopped.CRASHED
