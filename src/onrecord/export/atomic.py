"""Write a file whole or not at all: beside its place first, then moved there."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import OutputError

_WHY = {
    errno.ENOSPC: "no space left on the device; what was there before is unchanged",
    errno.EDQUOT: "the disk quota is used up; what was there before is unchanged",
    errno.EFBIG: "the file would be larger than allowed; what was there before is unchanged",
    errno.EACCES: "no permission to write here; choose another place with -o",
    errno.EPERM: "no permission to write here; choose another place with -o",
    errno.EROFS: "this file system is read-only; choose another place with -o",
    errno.ENOENT: "the folder does not exist; make it first",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EISDIR: "this is a folder; name a file in it",
    errno.ENAMETOOLONG: "the file name is too long",
}


def output_error(error: OSError, path: str | Path) -> OutputError:
    """The same failure as an OutputError that says what to do."""
    why = _WHY.get(error.errno or 0) or f"cannot be written: {error.strerror or error}"
    return OutputError(why, path=str(path))


@contextmanager
def atomic_path(path: str | Path) -> Iterator[Path]:
    """A path to write to; when the block ends well, what was written there takes the place of `path`.

    When it does not, `path` is as it was before and nothing is left beside it. Links are followed, the
    mode of a file that was there is kept, and what is no regular file (a pipe, `/dev/null`) is written
    directly. An OSError inside the block or in the move is raised as OutputError; one that was raised there
    names `path`, not the file beside it.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if mode is not None and not stat.S_ISREG(mode):
            yield target
            return
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        yield from _beside(target, mode)
    except OSError as error:
        raise output_error(error, path) from error
    except OutputError as error:
        raise OutputError(error.message, path=str(path)) from error


def _beside(target: Path, mode: int | None) -> Iterator[Path]:
    """Yield a temporary file in the target's folder; move it into place if the block ends well."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".part", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        part.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        yield part
        _flush(part)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _flush(part: Path) -> None:
    handle = os.open(part, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    """The process's mask for new files, without changing it."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
            if line.startswith("Umask:"):
                return int(line.split()[1], 8)
    return 0o022
