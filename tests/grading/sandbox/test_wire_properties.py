"""Whatever bytes a box sends: the trusted side refuses them or has a value, and gives no points."""

import contextlib
import json
import os
import socket
import threading
import warnings
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from nbformat.v4 import new_code_cell, new_notebook

from grading.assess import Times, assess
from grading.assessment import GRADED
from grading.assignment import Assignment
from grading.exam import Exam
from grading.sandbox.box import Box
from grading.sandbox.conversation import Conversation
from grading.sandbox.inside import wire
from grading.sandbox.inside.wire import Decoder, Encoder, WireError
from grading.sandbox.proxy import Proxy
from sequtils.check import AnswerRaised, AnswerStopped, draw_from, generator

TAGS = (
    "list tuple set frozenset dict counter same objects complex bytes bytearray range slice "
    "ellipsis type dtype scalar array generator torch_generator torch_dtype tensor handle yours "
    "name"
).split()
FIELDS = "value raised changed warned missing ask on use buffers names message line cell".split()
WORDS = ["<f8", "|O", "<U3", "float32", "PCG64", "builtins", "StopIteration", "call", "double"]
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.integers()
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=5)
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)
        | st.builds(lambda tag, rest: [tag, *rest], st.sampled_from(TAGS), st.lists(inner))
    ),
    max_leaves=15,
)
buffers = st.lists(st.binary(max_size=24), max_size=3)
usual = settings(max_examples=150, deadline=None)


def a_handle(tree):
    return ("handle", str(tree)[:20])


@usual
@given(st.binary(max_size=300), st.binary(max_size=30))
@example(b"[" * 100_000, b"")
@example(b'{"buffers": [9223372036854775807, 9223372036854775809]}', b"")
@example(b'{"buffers": ' + b"1" * 5000 + b"}", b"")
@example(b'{"buffers": [true]}', b"1")
@example(b"null", b"")
def test_bytes_are_a_message_or_an_error(text, contents):
    with contextlib.suppress(WireError):
        _, parts = wire.unpack(text, contents)
        assert b"".join(parts) == contents


@given(st.binary(min_size=wire.HEADER.size, max_size=wire.HEADER.size))
def test_a_header_announces_what_fits_or_is_an_error(header):
    with contextlib.suppress(WireError):
        text, contents = wire.sizes(header)
        assert text <= wire.MAX_JSON
        assert contents <= wire.MAX_BUFFERS


@usual
@given(trees, buffers)
def test_a_tree_is_a_value_or_an_error(tree, contents):
    with contextlib.suppress(WireError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        decoder = Decoder(contents, a_handle)
        value = decoder.decode(tree)
        for slot in decoder.slots:
            wire.snapshot(slot)
        Encoder(lambda one: ["handle", 0]).encode(value)


keys = st.integers() | st.text(st.characters(exclude_categories=["Cs"])) | st.booleans()
numbers = arrays.arrays(
    arrays.boolean_dtypes() | arrays.integer_dtypes() | arrays.floating_dtypes(),
    arrays.array_shapes(min_dims=0, min_side=0, max_dims=4, max_side=4),
)
plain = st.recursive(
    keys | st.none() | st.floats() | st.binary() | numbers,
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(keys, inner)
        | st.sets(keys)
        | st.frozensets(keys)
        | st.builds(Counter, st.lists(keys))
    ),
    max_leaves=20,
)


@usual
@given(plain)
def test_plain_data_comes_back_as_it_was(value):
    encoder = Encoder(lambda one: pytest.fail("plain data needs no handle"))
    packed = wire.pack({"value": encoder.encode(value)}, encoder.buffers)
    text, _ = wire.sizes(packed[: wire.HEADER.size])
    start = wire.HEADER.size + text
    message, parts = wire.unpack(packed[wire.HEADER.size : start], packed[start:])
    assert same(Decoder(parts, a_handle).decode(message["value"]), value)


def same(back, value):
    """Equal and of the same types, all the way down; nan is nan."""
    if type(back) is not type(value):
        return False
    if isinstance(value, np.ndarray):
        return (back.dtype, back.shape, back.tobytes()) == (
            value.dtype,
            value.shape,
            value.tobytes(),
        )
    if isinstance(value, dict):
        return list(back) == list(value) and all(same(back[key], value[key]) for key in value)
    if isinstance(value, list | tuple):
        return len(back) == len(value) and all(map(same, back, value))
    return back == value or (back != back and value != value)


class Scripted:
    """Makes boxes that say the same whatever they are asked, and end."""

    def __init__(self, contents: bytes, printed: bytes = b""):
        self.contents, self.printed = contents, printed

    def request(self, limits, descriptors):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        copies = [os.dup(descriptor) for descriptor in descriptors]
        threading.Thread(target=self._speak, args=(theirs, *copies), daemon=True).start()
        return ours

    def _speak(self, connection, read, write, output):
        with connection, contextlib.suppress(OSError):
            for descriptor, contents in ((output, self.printed), (write, self.contents)):
                while contents:
                    contents = contents[os.write(descriptor, contents) :]
                os.close(descriptor)
            connection.send(b"exit 0")
            while os.read(read, 1 << 16):
                pass
        os.close(read)


def raw_message(message, contents):
    """The bytes of a message, right on the outside."""
    text = json.dumps({**message, "buffers": [len(part) for part in contents]}).encode()
    parts = [wire.HEADER.pack(len(text), sum(map(len, contents))), text, *contents]
    return b"".join(parts)


fields = st.dictionaries(st.sampled_from(FIELDS), trees, max_size=4)
results = st.fixed_dictionaries({"value": trees}, optional={"changed": trees, "warned": trees})
errors = st.fixed_dictionaries(
    {
        "raised": st.fixed_dictionaries(
            {"names": trees | st.lists(st.sampled_from(WORDS)), "message": trees},
            optional={"line": trees, "cell": trees, "name": trees},
        )
    }
)
asks = st.fixed_dictionaries({"ask": leaves, "use": leaves, "on": trees})
messages = st.builds(raw_message, results | errors | asks | fields, buffers)
HANDLE = raw_message({"value": ["handle", 0, "function", "double"]}, [])
NOTHING = raw_message({"value": None}, [])
scripts = st.lists(messages | st.just(HANDLE) | st.binary(max_size=20), max_size=8).map(b"".join)


@settings(usual, suppress_health_check=[HealthCheck.too_slow])
@given(scripts)
@example(NOTHING + raw_message({"raised": {"names": ["builtins.OSError"], "message": 1}}, []))
def test_a_conversation_with_any_box_ends_in_a_value_or_in_words(script):
    talk = Conversation(lambda: Box(Scripted(script)), 1, 3, lambda printed: None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with contextlib.suppress(AnswerRaised, AnswerStopped):
            talk.run_cell("double", "double = 1")
        with contextlib.suppress(AnswerRaised, AnswerStopped):
            talk.bind("half", lambda value: value / 2)
        with contextlib.suppress(KeyError, AnswerRaised, AnswerStopped):
            answer = talk.get("double")
            with contextlib.suppress(AnswerRaised, AnswerStopped):
                if isinstance(answer, Proxy):
                    answer(np.ones(3), [1], half=lambda value: value / 2)
    talk.close()


TEST = """\
q = check.Question("double", points=2, seconds=2)
with q.part(1, "doubles numbers that nobody can guess"):
    numbers = check.generator(1).normal(size=5)
    check.close(double(numbers), 2 * numbers.copy())
with q.hidden(1, "calls a function"):
    check.equal(double(lambda: 0.123456789), 0.246913578)
q.score()"""


@pytest.fixture(scope="module")
def exam():
    """An exam of one question."""
    cells = [
        new_code_cell("def double(x):\n    ..."),
        new_code_cell(TEST),
    ]
    for cell, name, solution in zip(cells, ("double", "test_double"), (True, False), strict=True):
        points = {} if solution else {"points": 2}
        cell.metadata.nbgrader = {
            "schema_version": 3,
            "grade_id": name,
            "solution": solution,
            "grade": not solution,
            "locked": not solution,
            "task": False,
            **points,
        }
    namespace: dict = {}
    exec("from sequtils import check", namespace)
    names = {"double": ["double"]}
    blank = new_notebook(cells=cells)
    yield Exam(Assignment("tiny", "tiny"), blank, [], names, namespace, {"double": abs})
    draw_from(0)


@settings(usual, suppress_health_check=[HealthCheck.too_slow])
@given(script=scripts, printed=st.binary(max_size=100), greeted=st.booleans())
def test_no_box_gets_points_for_arbitrary_messages(exam, script, printed, greeted):
    script = NOTHING + HANDLE + script if greeted else script
    content = json.dumps(exam.blank).encode()
    times = Times(cell=1, total=5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graded = assess(exam, lambda: Box(Scripted(script, printed)), content, 1, times=times)
    assert graded.status == GRADED
    assert graded.verdicts["double"].points == 0
    json.dumps(graded.to_json())


def test_a_box_that_does_answer_gets_points(exam):
    """The script of a right answer, so that the property above is not empty."""
    draw_from(1)
    right = 2 * generator(1).normal(size=5)
    array = raw_message({"value": ["array", "<f8", [5], 0]}, [right.tobytes()])
    number = raw_message({"value": 0.246913578}, [])
    script = NOTHING + HANDLE + array + number
    content = json.dumps(exam.blank).encode()
    graded = assess(exam, lambda: Box(Scripted(script)), content, 1, times=Times(1, 5))
    assert graded.verdicts["double"].points == 2
