"""Something in a student's box, seen from the trusted side: what it does happens there.

It can be called, indexed, iterated and asked for attributes, and nothing else: no special method of
a student's object ever decides anything here.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from sequtils.check.question import AnswerRaised, AnswerStopped

if TYPE_CHECKING:
    from grading.sandbox.conversation import Conversation

MAX_ITEMS = 1_000_000  # of an iterator in the box


class Proxy:
    """Something in a student's box.

    Args:
        conversation: With the box.
        reference: How the box knows it.
        name: What to call it.
        box: In which of the boxes it is; 0 if in any.
    """

    __array_ufunc__ = None
    __slots__ = ("_box", "_conversation", "_name", "_reference")

    def __init__(self, conversation: Conversation, reference: list, name: str, box: int):
        object.__setattr__(self, "_box", box)
        object.__setattr__(self, "_conversation", conversation)
        object.__setattr__(self, "_reference", reference)
        object.__setattr__(self, "_name", name)

    def __call__(self, /, *arguments, **options):
        return self._conversation.use("call", self, *arguments, **options)

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(f"{self!r} has no attribute {name!r}")
        return self._conversation.use("attribute", self, name)

    def __setattr__(self, name: str, value: Any):
        self._conversation.use("set_attribute", self, name, value)

    def __getitem__(self, key):
        return self._conversation.use("item", self, key)

    def __len__(self) -> int:
        length = self._conversation.use("length", self)
        if type(length) is not int or not 0 <= length <= sys.maxsize:
            raise AnswerStopped("The result has a length that is no number.")
        return length

    def __bool__(self) -> bool:
        return True

    def __contains__(self, item) -> bool:
        return self._conversation.use("contains", self, item) is True

    def __iter__(self):
        iterator = self._conversation.use("iterate", self)
        if not isinstance(iterator, Proxy):
            raise TypeError(f"{self!r} cannot be iterated")
        for _ in range(MAX_ITEMS):
            try:
                item = self._conversation.use("next", iterator)
            except AnswerRaised as error:
                if error.kind == "StopIteration":
                    return
                raise
            yield item
        raise AnswerStopped(f"The result gives more than {MAX_ITEMS:,} items.")

    def __array__(self, *arguments, **options):
        raise TypeError(f"{self!r} is not numbers")

    def __repr__(self) -> str:
        return f"<{self._name} of the answer>"
