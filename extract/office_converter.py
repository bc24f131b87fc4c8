"""Old Word, OpenDocument text, RTF and Works files: converted to .docx by LibreOffice, then read as Word files are.

LibreOffice runs as a process of its own with a throw-away profile, without macros, links and network, under limits.
What the words of the result mean is for others.
"""

import contextlib
import functools
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.document import Loss, SourceDocument
from extract.docx_reader import read_docx
from extract.errors import DocumentRefused
from extract.ole import is_locked

_PROGRAMS = ("soffice", "libreoffice")
_WALL_SECONDS = 60.0
_WAIT_SECONDS = 180.0  # for the conversions before this one
_MAX_INPUT = 40 * 1024 * 1024  # bytes
_MAX_OUTPUT = 64 * 1024 * 1024  # bytes
_MAX_MEMORY = 3 * 1024**3  # bytes of address space
_ONE_AT_A_TIME = threading.Lock()
_TARGET = "docx:MS Word 2007 XML"
_NO_NETWORK = ("unshare", "--user", "--map-root-user", "--net")

# Settings of the throw-away profile: path, name, value. Macro security 3 is "very high"; update 0 is "never".
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one conversion may use."""

    wall_seconds: float = _WALL_SECONDS
    output_bytes: int = _MAX_OUTPUT


def reader_of(ending: str) -> Callable[[bytes], SourceDocument]:
    """A reader for files of one ending, for instance `.doc`."""
    return functools.partial(read_converted, ending=ending)


def read_converted(content: bytes, ending: str, limits: Limits | None = None) -> SourceDocument:
    """The document, with the loss `converted`: what the conversion itself dropped cannot be known.

    Raises DocumentRefused: `needs_libreoffice` where it is not installed, `encrypted`, `too_large`,
    `conversion_timed_out`, `damaged` for what it cannot convert, and what the Word reader refuses.
    """
    if len(content) > _MAX_INPUT:
        raise DocumentRefused("too_large")
    if is_locked(content):
        raise DocumentRefused("encrypted")
    document = read_docx(_to_docx(content, ending, limits or Limits()))
    converted = Loss(what="converted", where=f"from {ending}")
    return replace(document, losses=(*document.losses, converted))


def find_program() -> str | None:
    """Path of LibreOffice, None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def _to_docx(content: bytes, ending: str, limits: Limits) -> bytes:
    program = find_program()
    if program is None:
        raise DocumentRefused("needs_libreoffice")
    if not _ONE_AT_A_TIME.acquire(timeout=_WAIT_SECONDS):
        raise DocumentRefused("conversion_timed_out")
    try:
        with tempfile.TemporaryDirectory(prefix="convert-", ignore_cleanup_errors=True) as name:
            return _converted(program, content, ending, (Path(name), limits))
    finally:
        _ONE_AT_A_TIME.release()


def _converted(program: str, content: bytes, ending: str, place: tuple[Path, Limits]) -> bytes:
    folder, limits = place
    source = folder / f"form{ending}"
    source.write_bytes(content)
    _write_profile(folder / "profile")
    _run(_command(program, folder, source), folder, limits)
    target = folder / "out" / "form.docx"
    if not target.is_file() or target.is_symlink():
        raise DocumentRefused("damaged")
    if target.stat().st_size >= limits.output_bytes:  # the system cuts it off there
        raise DocumentRefused("too_large")
    return target.read_bytes()


def _command(program: str, folder: Path, source: Path) -> list[str]:
    return [
        *_isolation(),
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--invisible", "--nologo", "--norestore", "--nodefault", "--nolockcheck"),
        *("--convert-to", _TARGET, "--outdir", str(folder / "out"), str(source)),
    ]


def _run(command: Sequence[str], folder: Path, limits: Limits) -> None:
    """Run to the end or the wall limit; afterwards nothing of its process group is left."""
    process = subprocess.Popen(  # noqa: S603  # a fixed command without a shell
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _limit(process.pid, limits)
        process.wait(timeout=limits.wall_seconds)
    except subprocess.TimeoutExpired as late:
        raise DocumentRefused("conversion_timed_out") from late
    finally:
        _end_group(process)


def _limit(pid: int, limits: Limits) -> None:
    """Bounds that its own children inherit. A process that has already ended needs none."""
    bounds = {
        resource.RLIMIT_CPU: int(limits.wall_seconds) + 1,
        resource.RLIMIT_FSIZE: limits.output_bytes,
        resource.RLIMIT_AS: _MAX_MEMORY,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in bounds.items():
        try:
            resource.prlimit(pid, kind, (most, most))
        except (ProcessLookupError, PermissionError):
            return


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # all of it has ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of our own environment but the search path: settings and passwords live there."""
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }


@functools.cache
def _isolation() -> tuple[str, ...]:
    """The command that takes the network away, where the system lets us use it."""
    tool = shutil.which(_NO_NETWORK[0])
    if tool is None:
        return ()
    try:
        tried = subprocess.run(  # noqa: S603  # a fixed command without a shell
            [tool, *_NO_NETWORK[1:], "true"], check=False, capture_output=True, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return (tool, *_NO_NETWORK[1:]) if tried.returncode == 0 else ()


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (user / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", encoding="utf-8")
