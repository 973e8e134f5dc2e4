"""An X server for the windows of the tests: nothing else takes the focus there, and nobody's screen blinks."""

import atexit
import os
import shutil
import subprocess
import sys

SIZE = "1366x768x24"


def open_screen() -> None:
    """Point ``DISPLAY`` at a new Xvfb that ends with this process.

    Another platform of Qt that was asked for stays, and so does the screen of a machine without Xvfb.
    """
    server = shutil.which("Xvfb")
    if server is None or "QT_QPA_PLATFORM" in os.environ or not sys.platform.startswith("linux"):
        return
    ours, theirs = os.pipe()
    command = [server, "-displayfd", str(theirs), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
    made = subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    atexit.register(made.terminate)
    os.close(theirs)
    with os.fdopen(ours) as told:
        number = told.readline().strip()
    if not number:
        raise RuntimeError(f"Xvfb ended with {made.wait()} before it had a screen")
    os.environ["DISPLAY"] = f":{number}"
    os.environ.pop("WAYLAND_DISPLAY", None)
