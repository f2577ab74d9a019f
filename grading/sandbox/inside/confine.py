"""Puts a process into a box of its own: namespaces, limits, no rights, few system calls.

Linux only. The calls that Python 3.11 does not offer are made through libc.
"""

from __future__ import annotations

import ctypes
import os
import resource
from pathlib import Path

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = 0x20000, 0x8000000, 0x10000000, 0x20000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 2, 4, 8, 0x4000, 0x40000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
NOBODY = 65534

# What a student's program does not need, and what could reach outside, hide memory from the limits,
# or is a frequent source of holes in the kernel.
FORBIDDEN = (
    "unshare setns mount umount2 pivot_root chroot move_mount open_tree fsopen fsmount "
    "mount_setattr ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd memfd_create "
    "memfd_secret shmget msgget semget mq_open keyctl add_key request_key bpf perf_event_open "
    "userfaultfd io_uring_setup io_uring_enter io_uring_register init_module finit_module "
    "delete_module kexec_load reboot swapon swapoff acct syslog quotactl personality "
    "open_by_handle_at name_to_handle_at lookup_dcookie "
    # Boxes have one network, if an empty one: two students could meet there.
    "socket bind connect listen accept accept4"
).split()
# New namespaces by way of a new process; clone3 hides its flags from filters, so it is not there.
NAMESPACES = (0x20000, 0x80, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
NO_SUCH_CALL = 38

_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """Let this process be killed when its parent ends."""
    _libc.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)


def become_nobody() -> None:
    """Stop being root, because limits on the number of processes do not bind root."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    # The change of user has made /proc/self root's; a user namespace has to be written there.
    _call("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)


def enter_namespaces() -> None:
    """Enter new user, process, mount and IPC namespaces; the next child is the first process."""
    user, group = os.getuid(), os.getgid()
    _call("unshare", CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def hide_files(folders: list[str], megabytes: int) -> None:
    """Mount empty, small, private folders over all that could be written, and over /proc."""
    _call("mount", None, b"/", None, MS_REC | MS_PRIVATE, None)
    for folder in folders:
        _empty(folder, f"size={megabytes}m,nr_inodes=4096,mode=777")
    for folder in ("/proc", "/dev/pts"):  # a terminal could be opened from two boxes
        _empty(folder, "size=0,nr_inodes=2,mode=555")


def address_space() -> int:
    """Bytes of address space that this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def limit(seconds: int, memory: int, processes: int, file_size: int) -> None:
    """Limit what this process and each of its children may use.

    Args:
        seconds: Of CPU time.
        memory: Bytes of address space.
        processes: How many there may be at a time.
        file_size: Bytes of the largest file.
    """
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(what, (most, most))


def drop_rights() -> None:
    """Give up all capabilities for good, and the system calls that nobody needs."""
    import pyseccomp

    for capability in range(64):
        _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails beyond the last one
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in FORBIDDEN:
        if pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0:
            rules.add_rule(pyseccomp.ERRNO(1), name)
    for flag in NAMESPACES:
        asks_for = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag)
        rules.add_rule(pyseccomp.ERRNO(1), "clone", asks_for)
    rules.add_rule(pyseccomp.ERRNO(NO_SUCH_CALL), "clone3")
    rules.load()


def _empty(folder: str, options: str) -> None:
    flags = MS_NOSUID | MS_NODEV
    _call("mount", b"tmpfs", folder.encode(), b"tmpfs", flags, options.encode())


def _call(name: str, *arguments) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
