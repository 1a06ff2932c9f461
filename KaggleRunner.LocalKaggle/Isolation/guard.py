"""Runs one program and outlives all that descends from it.

Started as: guard.py PROGRAM ARGUMENT... It adopts orphans, so that a daemon cannot slip away. When the program ends, or
when the guard's own standard input ends because the server stopped or was killed, it kills every descendant and exits. A
byte on its standard input becomes SIGTERM for the program.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    try:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (AttributeError, OSError):
        pass  # Not Linux.


def parents():
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", "rb") as stat:
                    fields = stat.read().rpartition(b")")[2].split()
            except OSError:
                continue
            if fields[0] != b"Z":
                found[int(entry)] = int(fields[1])
    return found


def descendants():
    by_pid = parents()
    family = {os.getpid()}
    grown = True
    while grown:
        born = {pid for pid, parent in by_pid.items() if parent in family} - family
        family |= born
        grown = bool(born)
    return family - {os.getpid()}


def kill_all(child):
    if not os.path.isdir("/proc/self"):
        os.killpg(child.pid, signal.SIGKILL)
        return
    while True:
        left = descendants()
        if not left:
            return
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        reap()


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def end_with_input(child):
    while True:
        try:
            if not os.read(0, 1):
                break
            child.terminate()
        except OSError:
            break
    kill_all(child)
    os._exit(128 + signal.SIGKILL)


def main():
    adopt_orphans()
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True)
    threading.Thread(target=end_with_input, args=(child,), daemon=True).start()
    while True:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            signal.pause()  # The other thread reaps: it ends this program.
            continue
        if pid == child.pid:
            break
    kill_all(child)
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


main()
