"""How much memory this program has taken at most."""

from pathlib import Path


def megabytes() -> float:
    """The high-water mark of resident memory since this program began, in MB (Linux).

    Not `ru_maxrss` of `resource`: that begins with what the process held that started this one.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
