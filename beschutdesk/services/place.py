"""Whether a folder is a bad place for a vault: synced with the cloud, or on a network.

A synced folder copies database and write-ahead log at different moments and puts "conflict" files beside them; a
network disk promises locks and writes that it does not keep. Both end in a damaged database.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath, PureWindowsPath

from beschutdesk.trouble import Trouble

_PARTS = {
    "OneDrive": re.compile(r"onedrive( ?-.*)?$", re.IGNORECASE),
    "Dropbox": re.compile(r"dropbox( \(.*\))?$", re.IGNORECASE),
    "iCloud Drive": re.compile(r"(icloud ?drive|com~apple~clouddocs|mobile documents)$", re.IGNORECASE),
    "Google Drive": re.compile(r"(google ?drive|googledrive-.*|my drive|mijn drive|drivefs)$", re.IGNORECASE),
    "Nextcloud": re.compile(r"(nextcloud|owncloud)\d*$", re.IGNORECASE),
    "een synchronisatiemap": re.compile(r"(syncthing|resilio ?sync|seafile|pclouddrive)$", re.IGNORECASE),
}
_VARIABLES = {"OneDrive": ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")}
_MARKS = {
    "Dropbox": (".dropbox", ".dropbox.cache"),
    "Nextcloud": (".sync_journal.db", ".nextcloudsync.log", ".owncloudsync.log"),
    "Google Drive": (".tmp.drivedownload", ".tmp.driveupload"),
    "een synchronisatiemap": (".stfolder", ".seafile-data"),
}
_NEXTCLOUD_JOURNAL = re.compile(r"\.(_sync|sync)_[0-9a-f]+\.db$")
_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "ncpfs",
        "afpfs",
    }
    | {"davfs", "davfs2", "webdav", "vboxsf", "prl_fs", "fuse.s3fs", "fuse.glusterfs", "fuse.vmhgfs-fuse"}
    | {f"fuse.{name}" for name in ("davfs", "davfs2", "sshfs", "smbnetfs", "curlftpfs", "rclone", "gvfsd-fuse")}
)
_MOUNTS = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4
_OCTAL = re.compile(r"\\([0-7]{3})")


def doubtful(folder: Path, *, environ: Mapping[str, str] | None = None, mounts: str | None = None) -> Trouble | None:
    """Why a vault had better not be in this folder; ``None`` when nothing speaks against it.

    A warning, not a ban: sometimes there is no other place. Looks at names and at the list of mounts only, so that a
    network that does not answer keeps nobody waiting.

    Args:
        folder: it need not exist yet.
        environ: environment variables; those of the program when left out.
        mounts: text in the form of Linux's ``mountinfo``; that of the system when left out.
    """
    if service := _synced(folder, os.environ if environ is None else environ):
        return Trouble(
            f"Deze map wordt gesynchroniseerd met {service}." if service[0].isupper() else f"Deze map is {service}.",
            "De dossiers zijn versleuteld, dus niemand leest ze daar. Maar synchroniseren kopieert een kluis die open "
            "is stukje bij beetje, en daarvan kan ze beschadigd raken.",
            "Kies een gewone map op dit apparaat. Als plek voor reservekopieën is een gesynchroniseerde map wel goed.",
        )
    if _remote(folder, _read_mounts() if mounts is None else mounts):
        return Trouble(
            "Deze map staat op een netwerkschijf.",
            "De dossiers zijn versleuteld. Maar valt het netwerk weg tijdens het opslaan, dan kan de kluis beschadigd "
            "raken, en twee apparaten tegelijk merken elkaar daar niet op.",
            "Kies een gewone map op dit apparaat. Als plek voor reservekopieën is een netwerkschijf wel goed.",
        )
    return None


def _synced(folder: Path, environ: Mapping[str, str]) -> str:
    places = dict.fromkeys((folder.absolute(), _real(folder)))
    for place in places:
        for part in _pure(place).parts:
            for service, form in _PARTS.items():
                if form.match(part):
                    return service
        for service, names in _VARIABLES.items():
            for name in names:
                root = environ.get(name)
                if root and _pure(place).is_relative_to(_pure(Path(root))):
                    return service
        for parent in (place, *place.parents):
            if service := _marked(parent):
                return service
    return ""


def _marked(folder: Path) -> str:
    try:
        names = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
    except OSError:
        return ""
    for service, marks in _MARKS.items():
        # in a home folder ".dropbox" holds the program's settings and marks no synced folder
        if any(mark in names for mark in marks) and not (service == "Dropbox" and folder == Path.home()):
            return service
    return "Nextcloud" if any(_NEXTCLOUD_JOURNAL.match(name) for name in names) else ""


def _remote(folder: Path, mounts: str) -> bool:
    if str(folder).startswith(("\\\\", "//")) and not str(folder).startswith(("\\\\?\\", "\\\\.\\")):
        return True
    if sys.platform == "win32":
        return _windows_remote(folder)
    place, best, kind = _real(folder), -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if len(fields) < 5 or not rest:
            continue
        point = PurePath(_OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4]))
        if place.is_relative_to(point) and len(point.parts) >= best:  # the last one mounted on a place hides the rest
            best, kind = len(point.parts), rest[0]
    return kind in _NETWORK


def _windows_remote(folder: Path) -> bool:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    drive = folder.absolute().drive
    if windll is None or not drive:
        return False
    return bool(windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE)


def _read_mounts() -> str:
    try:
        return _MOUNTS.read_text("utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder.absolute()


def _pure(place: Path) -> PurePath:
    """A path in the form of Windows is read as one on every system: the tests run on one only."""
    text = str(place)
    return PureWindowsPath(text) if "\\" in text else PurePath(text)
