"""Processes that work beside this one: started anew, never forked, gone when this one is.

A child reads what it has to do from its standard input and takes the end of that for the end of its parent, however
that came about: killed, too, it leaves nothing behind that works on. It is in a process group of its own, so that
Ctrl-C is for its parent to answer.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path


def start(module: str, *, keeps: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """A process that runs `module`, which finds what is imported here, with the file descriptors that it `keeps`.

    OSError where none can be started.
    """
    if getattr(sys, "frozen", False) or not sys.executable:
        raise OSError("a program that holds its own Python cannot start another one")
    return subprocess.Popen(
        command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)},
        pass_fds=tuple(keeps),
        process_group=0,
    )


def command(module: str) -> list[str]:
    """What runs `module` in a Python like this one; -P keeps files that happen to lie here from being imported."""
    return [sys.executable, "-P", "-m", module]


def close(process: subprocess.Popen[bytes]) -> None:
    """End the process, if it has not ended, and let go of it."""
    process.kill()
    with process:  # closes the pipes and waits
        pass


def last_words(process: subprocess.Popen[bytes]) -> str:
    """Why a process that has ended did so, by its own last line or by the signal that ended it."""
    assert process.stderr is not None
    said = process.stderr.read().decode("utf-8", "replace").strip()
    if process.returncode < 0:
        return f"the process was ended by signal {-process.returncode}"
    return said.rpartition("\n")[2] or f"the process ended with {process.returncode}"


# ---- inside a child --------------------------------------------------------------------------------------------


def end_with_parent(clean_up: Callable[[], object]) -> None:
    """From now on, end this process when its parent has gone, or has closed the pipe to it."""

    def watch() -> None:
        pipe = select.poll()
        pipe.register(sys.stdin.fileno(), 0)  # for nothing but that there is nobody any more to write to it
        pipe.poll()
        clean_up()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
