"""Archives from strangers: a ZIP is looked at as a list of names and sizes before a byte is unpacked."""

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import IO

# Pictures are compressed already. What shrinks more than this was made to fill a disk.
LARGEST_RATIO = 100
SMALL_ENOUGH = 64 * 1024
# What phones and computers pack with. Each further way would be another decoder for strangers to try.
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class BadArchive(Exception):
    """An archive that is not opened: damaged, too large unpacked, or with names that lead outside."""


class Archive:
    """A ZIP whose list was found harmless. Its files are read by name, never written under one.

    Names are in lower case, since phones change case.
    """

    def __init__(self, packed: zipfile.ZipFile, names: Mapping[str, zipfile.ZipInfo]) -> None:
        self._packed = packed
        self._names = names

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._names)

    def read(self, name: str) -> IO[bytes]:
        """Unpack one file into memory, at the most what the list said of it.

        :raises KeyError: if there is none of this name.
        :raises BadArchive: if it is damaged, or is not what the list said.
        """
        entry = self._names[name.lower()]
        try:
            with self._packed.open(entry) as file:
                return io.BytesIO(file.read(entry.file_size))
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            ValueError,
        ) as error:
            raise BadArchive(name) from error


def opened(
    file: IO[bytes],
    *,
    most_files: int,
    most_bytes: int,
    ratio: int = LARGEST_RATIO,
    by_path: bool = False,
) -> Archive:
    """Open a ZIP after reading its list, nothing else.

    A file is known by the last part of its name, since people pack folders, or ``by_path``.

    :raises BadArchive: if it is none, is encrypted, has more than it may, or names a place outside or none.
    """
    try:
        packed = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise BadArchive("not a ZIP") from error
    entries = [entry for entry in packed.infolist() if not entry.filename.endswith("/")]
    if len(entries) > most_files:
        raise BadArchive("too many files")
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise BadArchive("too large unpacked")
    names: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        _check(entry, ratio)
        path = PurePosixPath(entry.filename)
        if not path.name:
            raise BadArchive("no name")
        # What a Mac adds beside every file, and what a folder is remembered by.
        if path.parts[0] == "__MACOSX" or path.name.startswith("."):
            continue
        name = (entry.filename if by_path else path.name).lower()
        if name in names:
            raise BadArchive("two files of one name")
        names[name] = entry
    return Archive(packed, names)


def _check(entry: zipfile.ZipInfo, ratio: int) -> None:
    name = entry.orig_filename
    path = PurePosixPath(name)
    leads_outside = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
    if leads_outside or "\0" in name:
        raise BadArchive("a name that leads outside")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise BadArchive("a link")
    if entry.flag_bits & 0x1:
        raise BadArchive("encrypted")
    if entry.compress_type not in PACKED:
        raise BadArchive("packed in a way that is not unpacked here")
    if entry.file_size > SMALL_ENOUGH and entry.file_size > ratio * entry.compress_size:
        raise BadArchive("unpacks to far more than it is")
