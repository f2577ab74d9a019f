"""Values cross as they are; what is no plain data is refused, or stays where it is."""

from collections import Counter

import numpy as np
import pytest
import torch

from grading.sandbox.inside import wire
from grading.sandbox.inside.wire import Decoder, Encoder, WireError, limits


def no_handle(value):
    raise WireError("an object")


def there(value):
    """The value on the other side of the wire, by way of bytes."""
    encoder = Encoder(no_handle)
    packed = wire.pack({"value": encoder.encode(value)}, encoder.buffers)
    header, rest = packed[: wire.HEADER.size], packed[wire.HEADER.size :]
    text, contents = wire.sizes(header)
    assert len(rest) == text + contents
    message, buffers = wire.unpack(rest[:text], rest[text:])
    return Decoder(buffers, no_handle).decode(message["value"])


PLAIN = {
    "scalars": [None, True, False, 0, -(2**70), 1.5, float("inf"), "Wörter", 2 + 3j, b"\x00\xff"],
    "containers": ([1, [2, (3,)]], {"a": {1, 2}, 3: frozenset([4])}, bytearray(b"ab"), ()),
    "counter": Counter("abbc"),
    "slices": [range(2, 9, 3), slice(None, 3), Ellipsis],
    "types": [int, list, np.ndarray, np.float32],
}


@pytest.mark.parametrize("value", PLAIN.values(), ids=PLAIN)
def test_plain_values_cross_unchanged(value):
    back = there(value)
    assert back == value
    assert type(back) is type(value)


DTYPES = "? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16 <U3 >f8 S4".split()


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 3), (2, 3)], ids=str)
@pytest.mark.parametrize("dtype", DTYPES)
def test_arrays_of_all_kinds_and_shapes_cross(dtype, shape):
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    back = there(array)
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    assert back.tobytes() == array.tobytes()
    assert back.flags.writeable
    assert back.flags.owndata or back.base.flags.owndata


@pytest.mark.parametrize("order", ["F", "strided", "reversed"])
def test_the_order_of_an_array_in_memory_does_not_matter(order):
    array = np.arange(24.0).reshape(4, 6)
    array = {"F": np.asfortranarray(array), "strided": array[::2, 1::2], "reversed": array[::-1]}[
        order
    ]
    np.testing.assert_array_equal(there(array), array)


@pytest.mark.parametrize("shape", [(), (0,), (2, 3)], ids=str)
@pytest.mark.parametrize("dtype", wire.TORCH_TYPES)
def test_tensors_cross(dtype, shape):
    tensor = torch.ones(shape).to(getattr(torch, dtype))
    back = there(tensor)
    assert (back.dtype, back.shape) == (tensor.dtype, tensor.shape)
    assert torch.equal(back, tensor)


def test_a_tensor_is_still_a_parameter():
    assert there(torch.ones(2, requires_grad=True)).requires_grad


@pytest.mark.parametrize("bits", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_a_random_generator_goes_on_where_it_was(bits):
    generator = np.random.Generator(getattr(np.random, bits)(3))
    generator.random(7)
    back = there(generator)
    assert back.random(5).tolist() == generator.random(5).tolist()


def test_a_random_generator_of_torch_goes_on_where_it_was():
    generator = torch.Generator().manual_seed(3)
    torch.rand(7, generator=generator)
    back = there(generator)
    assert torch.equal(torch.rand(5, generator=back), torch.rand(5, generator=generator))


def test_what_is_shared_within_a_value_stays_shared():
    array = np.zeros(3)
    first, second, nested = there([array, array, {"again": array}])
    first[0] = 7
    assert second[0] == 7
    assert nested["again"][0] == 7


def test_subclasses_cross_as_what_they_are_made_of():
    class Sneaky(np.ndarray):
        def __eq__(self, other):
            return True

    class Number(float):
        def __float__(self):
            return 99.0

    back = there([np.zeros(2).view(Sneaky), Number(0.5), np.float32(0.25)])
    assert [type(item) for item in back] == [np.ndarray, float, np.float32]
    assert back[0].tolist() == [0, 0]


def test_lone_surrogates_do_not_cross():
    there("\ud800").encode()


BAD = {
    "no tag": [[]],
    "unknown tag": ["pickle", 0],
    "private method": ["_decode", 1],
    "untagged dictionary": {"a": 1},
    "odd dictionary": ["dict", 1],
    "key that cannot be one": ["dict", ["list"], 1],
    "objects in numpy": ["array", "|O", [1], 0],
    "records": ["array", "i4,i4", [1], 0],
    "no bytes": ["array", "<f8", [10], 0],
    "negative shape": ["array", "<f8", [-1], 0],
    "true as a length": ["array", "<f8", [True], 0],
    "many empty rows": ["array", "<f8", [2**40, 0], 0],
    "no such buffer": ["array", "<f8", [1], 7],
    "negative buffer": ["array", "<f8", [1], -1],
    "one object for many": ["objects", [10**9], 1],
    "many numbers in few bytes": ["range", 0, 10**9, 1],
    "range of giants": ["range", 0, 10**30, 10**29],
    "same as nothing": ["same", 0],
    "same as what contains it": ["list", ["same", 0]],
    "unknown generator": ["generator", "os", ["dict"]],
    "type from elsewhere": ["type", "os", "system"],
    "dtype of torch": ["torch_dtype", "os"],
    "tensor of bytes that do not fit": ["tensor", "float32", [3], 0, False],
    "tensor of integers with gradient": ["tensor", "int64", [1], 0, True],
}


@pytest.mark.parametrize("tree", BAD.values(), ids=BAD)
def test_a_tree_that_no_encoder_writes_is_refused(tree):
    with pytest.raises(WireError):
        Decoder([b"12345678"], no_handle).decode(tree)


@pytest.mark.parametrize(
    ("bits", "where"), [("MT19937", ("state", "pos")), ("Philox", ("buffer_pos",))]
)
@pytest.mark.parametrize("place", [-1, 10**6, 2.0])
def test_a_generator_cannot_read_outside_of_its_buffer(bits, where, place):
    encoder = Encoder(no_handle)
    state = getattr(np.random, bits)(1).state
    inner = state
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = place
    tree = ["generator", bits, encoder.encode(state)]
    with pytest.raises(WireError):
        Decoder(encoder.buffers, no_handle).decode(tree)


def test_a_list_that_unfolds_is_refused():
    small, bomb = [1] * 10, [1] * 10
    for _ in range(12):
        small, bomb = [small], [bomb] * 10
    assert there(small) == small
    with pytest.raises(WireError, match="too many items"):
        there(bomb)


def test_depth_is_limited_both_ways():
    deep = []
    for _ in range(limits.MAX_DEPTH + 5):
        deep = [deep]
    with pytest.raises(WireError):
        there(deep)
    tree = ["list"]
    for _ in range(limits.MAX_DEPTH + 5):
        tree = ["list", tree]
    with pytest.raises(WireError):
        Decoder([], no_handle).decode(tree)


def test_a_message_that_is_too_large_is_neither_sent_nor_taken():
    with pytest.raises(WireError):
        wire.pack({}, [bytes(wire.MAX_BUFFERS + 1)])
    with pytest.raises(WireError):
        wire.sizes(wire.HEADER.pack(wire.MAX_JSON + 1, 0))


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values[0].append(4),
        lambda values: values[1].update(new=1),
        lambda values: values[2].__setitem__(0, 9.0),
        lambda values: values[3].random(),
        lambda values: values[4].add_(1),
        lambda values: values[5].extend(b"x"),
        lambda values: values[6].add("z"),
    ],
    ids="list dict array generator tensor bytearray set".split(),
)
def test_only_what_was_changed_comes_back_and_into_the_same_object(change):
    def values():
        fresh = [1, 2], {"a": 1}, np.zeros(2), np.random.default_rng(1), torch.zeros(2)
        return [*fresh, bytearray(b"ab"), {"x"}]

    mine, wanted = values(), values()
    objects = list(mine)
    sent = Encoder(no_handle)
    tree = sent.encode(mine)
    received = Decoder(sent.buffers, no_handle)
    theirs = received.decode(tree)
    before = [wire.snapshot(value) for value in received.slots]
    change(theirs)
    change(wanted)
    back = Encoder(no_handle)
    told = wire.changes(received.slots, before, back)
    assert len(told) == 1
    reader = Decoder(back.buffers, no_handle)
    for number, tree in told:
        wire.update(sent.slots[number], reader.decode(tree))
    assert all(a is b for a, b in zip(mine, objects, strict=True))
    assert list(map(wire.snapshot, mine)) == list(map(wire.snapshot, wanted))


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (np.zeros(3), np.zeros(4)),
        (np.zeros(3), np.zeros(3, int)),
        (torch.zeros(3), torch.zeros(2)),
        ([1], {1}),
        ({}, []),
        (np.random.default_rng(1), 3),
    ],
    ids="shape dtype tensor set list generator".split(),
)
def test_an_object_cannot_be_changed_into_another(target, value):
    before = wire.snapshot(target)
    with pytest.raises(WireError):
        wire.update(target, value)
    assert wire.snapshot(target) == before
