"""Docstrings found in source text against those Python itself shows for the imported module."""

import ast
import inspect
import types

import pytest

from sequtils.corpora.docstrings import docstrings, prose

SOURCE = '''"""The module.

Two paragraphs of it.
"""
import sys

def plain(x):
    """Return the input. Twice."""
    return x

async def waits():
    "Wait for it."

class Outer(dict):
    """A class:

        indented text
    """
    size = 3
    """Not a docstring: an attribute has none."""

    def method(self):
        r"""Raw \\d text."""

    class Inner:
        def deep(self):
            """Deep inside."""

    @property
    def shown(self):
        """A property."""
        return 1

if sys.version_info > (3, 0):
    def new():
        """Under a condition."""
else:
    pass

try:
    import nothing_of_that_name
except ImportError:
    def fallback():
        """In a handler."""

for i in range(1):
    def looped():
        """In a loop."""

def nodoc():
    x = """not a docstring"""
    return x

def formatted():
    f"""not one {1} either"""
'''


def imported_docstrings() -> dict[str, str]:
    """What `inspect.getdoc` says of everything in the module, by qualified name."""
    module = types.ModuleType("fixture")
    exec(SOURCE, module.__dict__)
    found = {"": inspect.getdoc(module)}
    todo = [value for value in vars(module).values() if inspect.isfunction(value)]
    todo += [module.Outer]
    for value in todo:
        value = value.fget if isinstance(value, property) else value
        # getdoc would show dict's docstring for a class without one, so ask the object itself.
        if value.__doc__:
            found[value.__qualname__] = inspect.cleandoc(value.__doc__)
        if inspect.isclass(value):
            kinds = (types.FunctionType, type, property)
            todo += [member for member in vars(value).values() if isinstance(member, kinds)]
    return found


def test_docstrings_are_those_python_shows():
    found = {entry.name: entry.text for entry in docstrings(SOURCE.encode())}
    assert found == imported_docstrings()
    assert len(found) == 10


def test_nested_functions_have_names_of_their_own():
    source = b'def f():\n    "Outer doc."\n    def g():\n        "Inner doc."\n'
    assert [(d.name, d.text) for d in docstrings(source)] == [
        ("f", "Outer doc."),
        ("f.g", "Inner doc."),
    ]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("add_newdoc('numpy', 'ndarray', ('T',\n'''\nThe transpose.\n'''))", "numpy.ndarray.T"),
        ("add_newdoc('cbrt', '''\nThe transpose.\n''')", "cbrt"),
        ("add_docstr(torch.abs, r'''\nThe transpose.\n'''.format(**common))", "torch.abs"),
        ("f = _add_docstr(_C.f, r'''\nThe''' r''' transpose.''')", "_C.f"),
        ("docs.add_docstr_all('t', 'The ' + x + 'transpose.')", "t"),
        ("other('t', 'The transpose.')", None),
        ("add_newdoc('t', text)", None),
    ],
)
def test_docstrings_attached_by_calls(source, name):
    found = [(entry.name, entry.text) for entry in docstrings(source.encode())]
    assert found == ([(name, "The transpose.")] if name else [])


@pytest.mark.parametrize("source", [b"def f(:\n", b"print 'python 2'", b"x = '\0'", b"\xff\xfe"])
def test_files_that_do_not_parse_have_none(source):
    with pytest.raises((SyntaxError, ValueError)):
        ast.parse(source)
    assert docstrings(source) == []


def test_encoding_declaration_is_obeyed():
    source = '# -*- coding: latin-1 -*-\n"""Une découverte récente."""\n'.encode("latin-1")
    assert docstrings(source)[0].sentences == ["une découverte récente"]


def test_prose_drops_code_and_single_words():
    docstring = "Sum it. Fast.\n\nSee `np.sum`::\n\n    x = np.sum(y)\n\n>>> f(y)\n3\n"
    assert prose(docstring) == ["sum it", "see np sum"]


def test_newer_syntax_is_left_out_whatever_python_reads_it():
    assert docstrings(b'"""Generic functions came with Python 3.12."""\ndef f[T](x: T): ...') == []
