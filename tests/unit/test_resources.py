"""Resources are found in a checkout and in a wheel alike (the frozen build proves itself by ``self-test``)."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from beschutdesk import resources

CHECKOUT = Path(__file__).resolve().parents[2]
LIST_THEM = """
from pathlib import Path
from beschutdesk import resources
root = resources.root()
print(Path(resources.__file__).resolve().parent)
print(root)
for file in sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()):
    print(file, len(resources.read_bytes(*file.split("/"))))
"""


def list_resources(where: Path) -> list[str]:
    """Run a fresh Python that sees only ``where``, and list every resource with its size."""
    environment = {**os.environ, "PYTHONPATH": str(where), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", LIST_THEM], cwd=where, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel that users install and unpack it, without any network."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "-w", str(out), str(CHECKOUT)], check=True)
    (wheel,) = out.glob("*.whl")
    unpacked = out / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    return unpacked


def test_a_checkout_uses_its_resources_folder() -> None:
    assert resources.root() == CHECKOUT / "resources"
    assert resources.path("icons", "lock.svg").is_file()
    assert resources.read_text("icons", "lock.svg").rstrip().endswith("</svg>")
    assert resources.read_bytes("fonts", "SourceSans3-Regular.ttf")[:4] == b"\x00\x01\x00\x00"


def test_a_wheel_carries_every_resource(unpacked_wheel: Path) -> None:
    package, root, *files = list_resources(unpacked_wheel)
    assert Path(package) == unpacked_wheel / "beschutdesk"
    assert Path(root) == unpacked_wheel / "beschutdesk" / "_resources"
    _, checkout_root, *checkout_files = list_resources(CHECKOUT)
    assert Path(checkout_root) == CHECKOUT / "resources"
    assert files == checkout_files
    assert len(files) > 100


def test_a_wheel_carries_both_packages_and_the_licences(unpacked_wheel: Path) -> None:
    assert (unpacked_wheel / "ui").is_dir()
    assert not (unpacked_wheel / "tests").exists()
    (licences,) = unpacked_wheel.glob("beschutdesk-*.dist-info/licenses")
    assert {file.name for file in licences.iterdir()} == {"LICENSE", "THIRD-PARTY-NOTICES.md"}


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/no-such-icon\.svg"):
        resources.path("icons", "no-such-icon.svg")


def test_no_way_out_of_the_resources() -> None:
    with pytest.raises(ValueError, match="Not a resource"):
        resources.path("..", "pyproject.toml")


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_bundled_work_of_others_has_its_licence_beside_it(folder: str) -> None:
    assert [file for file in resources.path(folder).iterdir() if "LICENSE" in file.name]
