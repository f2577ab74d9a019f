"""The instructor's tools around nbgrader.

`release` makes exercises from solutions, `grade` grades a class folder, `mutants` and `matrix` test
the exercises themselves, `demo` makes a class to try it on, `cli` is the command `course`.
"""
