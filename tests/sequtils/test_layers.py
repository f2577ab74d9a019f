"""Imports point down: no floor of the package knows the ones above it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "sequtils"
# From the ground up. A floor may import itself and those before it.
FLOORS = ["kernels", "text", "corpora", "static", "contextual"]
EVERYWHERE = {"arguments", "atomic", "errors", "progress"}


def imported(path: Path) -> set[str]:
    """The parts of sequtils that a file imports, at its top or inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "sequtils":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sequtils."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("sequtils.")]
            found |= {name.split(".")[1] for name in names}
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_imports_only_what_is_below(floor):
    allowed = {*FLOORS[: FLOORS.index(floor) + 1], *EVERYWHERE}
    for path in (PACKAGE / floor).rglob("*.py"):
        assert imported(path) <= allowed, path
