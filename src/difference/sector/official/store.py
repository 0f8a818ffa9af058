"""Where data is kept: a folder an import, moved into place whole; half a folder is never seen, and goes with the next import."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.errors import BadInput, NotNow
from difference.sector.official.declared import datasets

ROWS, PROVENANCE, COMING, GOING = "rows.parquet", "provenance.json", ".coming-", ".going-"
ID = 12


@dataclass(frozen=True)
class Import:
    """One file that was imported: where its rows lie, and all that is known of it."""

    folder: Path
    provenance: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The beginning of the file's hash."""
        return str(self.provenance["sha256"])[:ID]

    @property
    def dataset(self) -> str:
        """The data set it belongs to."""
        return str(self.provenance["dataset"])

    @property
    def rows(self) -> Path:
        """Its Parquet file."""
        return self.folder / ROWS

    @property
    def release(self) -> tuple[str, str]:
        """What makes one file newer than another: the last period in it, then the moment of its import."""
        return max(self.provenance["periods"], default=""), str(self.provenance["imported_at"])


@dataclass(frozen=True)
class Store:
    """The folder that holds everything, `data` under the home of the program."""

    folder: Path

    def imports(self) -> list[Import]:
        """Every import of a data set that we know, from the oldest release; of a file read twice, the later reading."""
        found: dict[tuple[str, str], Import] = {}
        for path in sorted(self.folder.glob(f"*/*/{PROVENANCE}")):
            if path.parent.name.startswith(".") or path.parent.parent.name not in datasets():
                continue
            each = Import(path.parent, json.loads(path.read_text(encoding="utf-8")))
            before = found.get((each.dataset, each.id))
            if before is None or before.release < each.release:
                found[(each.dataset, each.id)] = each
        return sorted(found.values(), key=lambda each: (each.dataset, each.release))

    def held(self, dataset: str, sha256: str) -> Import | None:
        """The import of this very file, if there is one."""
        return next((each for each in self.imports() if each.dataset == dataset and each.provenance["sha256"] == sha256), None)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Let one import happen at a time, and clear away what a killed one left. Raises NotNow while another runs."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise NotNow("Another import of data is running. Wait until it has ended.") from None
            self._clear()
            yield

    def _clear(self) -> None:
        for left in (*self.folder.glob(f"{COMING}*"), *self.folder.glob(f"{GOING}*")):
            shutil.rmtree(left, ignore_errors=True)

    @contextlib.contextmanager
    def coming(self) -> Iterator[Path]:
        """A folder to prepare an import in; it is gone afterwards unless it was put in place."""
        folder = self.folder / f"{COMING}{os.getpid()}-{os.urandom(4).hex()}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put(self, prepared: Path, provenance: Mapping[str, Any]) -> Import:
        """Move a prepared folder (its rows in it) into place: one renaming, so that it is there whole or not at all."""
        written = json.dumps(provenance, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        with (prepared / PROVENANCE).open("w", encoding="utf-8") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        _sync(prepared / ROWS)
        before = self.held(provenance["dataset"], provenance["sha256"])
        place = self.folder / provenance["dataset"] / f"{provenance['sha256'][:ID]}-{provenance['layout_digest'][:8]}"
        place.parent.mkdir(exist_ok=True)
        if before is not None and before.folder == place:
            self._take_away(place)
            before = None
        prepared.rename(place)
        _sync(place.parent)
        if before is not None:
            self._take_away(before.folder)
        return Import(place, provenance)

    def remove(self, wanted: str) -> Import:
        """Take an import away by the beginning of its hash. Raises BadInput where none or several begin so."""
        found = [each for each in self.imports() if str(each.provenance["sha256"]).startswith(wanted.casefold())]
        if len(found) != 1 or not wanted:
            raise BadInput(f"{'No import begins' if not found else 'Several imports begin'} with “{wanted}”: see difference data list.")
        self._take_away(found[0].folder)
        return found[0]

    def _take_away(self, folder: Path) -> None:
        going = self.folder / f"{GOING}{os.urandom(4).hex()}"
        folder.rename(going)
        shutil.rmtree(going, ignore_errors=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def told(moment: dt.datetime) -> str:
    """A moment as provenance writes it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def superseded(imports: Sequence[Import]) -> dict[str, set[tuple[str, ...]]]:
    """Of the imports of one data set, the parts (by folder) in which a newer release speaks instead."""
    newest: dict[tuple[str, ...], Import] = {}
    for each in sorted(imports, key=lambda one: one.release):
        for part in each.provenance["parts"]:
            newest[tuple(part["of"])] = each
    return {str(each.folder): {tuple(part["of"]) for part in each.provenance["parts"] if newest[tuple(part["of"])] is not each} for each in imports}
