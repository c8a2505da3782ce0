"""Paths, folders and globs -> the files they name, in a fixed order."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from onrecord.errors import InputError, UsageError

# Never taken from a folder, only when named: the record itself, version control, our own outputs.
SKIPPED = frozenset((".git", ".venv", "__pycache__", "node_modules", ".DS_Store"))
SKIPPED_SUFFIXES = frozenset(
    (
        ".record",
        ".sqlite",
        ".db",
        ".py",
        ".pyc",
        ".json",
        ".css",
        ".js",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".zip",
        ".tar",
        ".mp3",
        ".mp4",
        ".record-journal",
        ".record-wal",
        ".record-shm",
    )
)


def files(patterns: Iterable[str]) -> Iterator[Path | InputError]:
    """Every file the patterns name, each once, sorted within a folder; what cannot be opened as an error.

    Raises:
        UsageError: a pattern names nothing.
    """
    seen: set[Path] = set()
    for pattern in patterns:
        path = Path(pattern)
        if not path.exists() and not path.is_symlink() and glob.has_magic(pattern):
            matches = [Path(p) for p in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 - Path.glob takes no absolute pattern
            if not matches:
                raise UsageError(
                    f"{pattern}: matches no file; check the pattern (quoted patterns may use ** for sub-folders)"
                )
        elif not path.exists():
            kind = "is a symbolic link that leads nowhere" if path.is_symlink() else "does not exist"
            raise UsageError(f"{pattern}: {kind}; check the path")
        else:
            matches = [path]
        for match in matches:
            yield from _under(match, seen)


def _under(path: Path, seen: set[Path]) -> Iterator[Path | InputError]:
    """A file, or the files of a folder; links are followed once, so that a loop ends."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        yield InputError(str(path), "is a symbolic link that leads nowhere or to itself", "remove the link")
        return
    if real in seen:
        return
    seen.add(real)
    if not path.is_dir():
        yield path
        return
    try:
        children = sorted(path.iterdir())
    except OSError as error:
        yield InputError(
            str(path),
            f"is a folder that cannot be opened ({error.strerror})",
            "check its permissions",
        )
        return
    for child in children:
        if is_taken(child.name, folder=child.is_dir()):
            yield from _under(child, seen)


def is_taken(name: str, *, folder: bool = False) -> bool:
    """Whether a file or folder inside a folder is taken in, by its name."""
    hidden = name in SKIPPED or name.startswith(".")
    return not hidden and (folder or PurePath(name).suffix.lower() not in SKIPPED_SUFFIXES)
