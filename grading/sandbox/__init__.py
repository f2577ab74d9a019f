"""Where students' code runs: a process of its own, out of which only plain data comes.

    trusted                                    untrusted, inside bubblewrap
    test cells ─ proxies ─ box ═══ wire ═══ resident: the answers of one student
                            bubble ─ zygote: has imported everything; forks a fresh box each time

`inside/` is all of this package that the untrusted side can read; it holds no secret. A score is
computed on the trusted side, from data that the other side sent and that is checked on arrival.
"""
