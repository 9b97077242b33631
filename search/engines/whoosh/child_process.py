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
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO


class Child:
    """A process that runs a module; who has it `close`s it."""

    def __init__(self, module: str, *, keeps: Sequence[int] = ()) -> None:
        """Start it; it finds what is imported here, and `keeps` file descriptors. OSError where none can be started."""
        if getattr(sys, "frozen", False) or not sys.executable:
            raise OSError("a program that holds its own Python cannot start another one")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (see close); a pipe that nobody reads would fill
        try:
            self.process = subprocess.Popen(
                command(module),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)},
                pass_fds=tuple(keeps),
                process_group=0,
            )
        except BaseException:
            self._errors.close()
            raise

    def tell(self, lines: Iterable[bytes]) -> None:
        """Write to its standard input; BrokenPipeError if it has ended."""
        assert self.process.stdin is not None
        self.process.stdin.writelines(lines)
        self.process.stdin.flush()

    @property
    def answers(self) -> IO[bytes]:
        """Its standard output."""
        assert self.process.stdout is not None
        return self.process.stdout

    def last_words(self) -> str:
        """Wait until it has ended; why it did: the last line of its standard error, or the signal that ended it."""
        code = self.process.wait()
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace").strip()
        if code < 0:
            return f"the process was ended by signal {-code}"
        return said.rpartition("\n")[2] or f"the process ended with {code}"

    def close(self) -> None:
        """End the process, if it has not ended, and let go of it."""
        self.process.kill()
        self._errors.close()
        with suppress(BrokenPipeError), self.process:  # closes the pipes, also over what it was still to read; waits
            pass


def command(module: str) -> list[str]:
    """What runs `module` in a Python like this one; -P keeps files that happen to lie here from being imported."""
    return [sys.executable, "-P", "-m", module]


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
