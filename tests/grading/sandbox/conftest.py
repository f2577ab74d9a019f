"""A sandbox without an exercise."""

import pytest

from grading.sandbox.box import Box
from grading.sandbox.bubble import Zygote
from grading.sandbox.conversation import Conversation


@pytest.fixture(scope="session")
def zygote(boxes):
    """The warm process from which boxes are made."""
    warm = Zygote(["import numpy as np"], ("sequtils.static",))
    warm.wait()
    yield warm
    warm.close()


class Talk(Conversation):
    """A conversation that remembers what was printed."""

    def __init__(self, zygote, seconds=10, **limits):
        self.printed = []
        super().__init__(lambda: Box(zygote, **limits), seconds, 60, self.printed.append)

    def define(self, source, name="answer"):
        """Run a cell, and return what it has defined under a name."""
        error = self.run_cell("cell", source)
        if error is not None:
            raise error
        return self.get(name)

    def value(self, expression, before=""):
        """The value of an expression in the box."""
        return self.define(f"{before}\ndef answer():\n    return {expression}")()


@pytest.fixture
def talk(zygote):
    """A conversation with a fresh box."""
    conversation = Talk(zygote)
    yield conversation
    conversation.close()


@pytest.fixture
def begin(zygote):
    """Makes conversations with other limits."""
    begun = []

    def begin(seconds=10, **limits):
        begun.append(Talk(zygote, seconds, **limits))
        return begun[-1]

    yield begin
    for conversation in begun:
        conversation.close()
