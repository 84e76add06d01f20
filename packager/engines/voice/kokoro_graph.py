"""The model's graph as this program runs it: sounds' lengths told, a pitch taken, convolutions in floating point.

The published model (8 bit, 92 MB) computes how long each sound is and does not give it away, lets nobody change its
pitch, and quantises anew before each of its 87 convolutions, which on processors without 8-bit dot products takes
longer than the same convolution in floating point. All three are matters of a few small nodes: the weights stay as they
are in the file and are unpacked when it is loaded.

(Of each clip half a second is silence before the first sound. Cutting that short by the same means was tried: with a
lead of less than about 18 frames the model swallows the first sounds.)

The file is a protocol buffer (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), of which this module reads and
writes only what it needs; field numbers are that file's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

REMADE = "0bae4195783a0d0d1baa9d076ce58921aed2b57a88917dbf4903759ccce96a2f"  # SHA-256 of what comes of the known file
DURATIONS = "/encoder/Clip_output_0"  # frames of each token
PITCH = "pitch"  # a new input, shape (1, 1, tokens): what the melody's frequencies are multiplied with
_ALIGNED = "/encoder/Cast_4_output_0"  # shape (…, tokens, frames): 1 where a frame is a token's
_MELODY = "/encoder/Squeeze_output_0"  # Hz, of each half frame
_GRAPH = 7  # ModelProto
_NODE, _INITIALIZER, _INPUT, _OUTPUT = 1, 5, 11, 12  # GraphProto
_INPUTS, _OUTPUTS, _NAME, _OPERATOR, _ATTRIBUTE = 1, 2, 3, 4, 5  # NodeProto
_TENSOR_NAME = 8  # TensorProto
_FLOAT = 1  # TensorProto.DataType
_VARINT, _BYTES = 0, 2  # wire types; the two others are of fixed length
_FIXED = {1: 8, 5: 4}

Field = tuple[int, int, memoryview]  # number, wire type, content (of a varint: as it is written)


@dataclass(frozen=True, slots=True)
class Node:
    """One operation of the graph, and its bytes."""

    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: tuple[bytes, ...] = ()


class _Graph:
    """Nodes by what they make and what they take."""

    def __init__(self, nodes: Sequence[Node], constants: Iterable[str]) -> None:
        self.constants = frozenset(constants)
        self.maker = {name: node for node in nodes for name in node.outputs}
        self._takers: defaultdict[str, list[Node]] = defaultdict(list)
        for node in nodes:
            for name in node.inputs:
                self._takers[name].append(node)

    def taker(self, name: str, operator: str) -> Node:
        """The one node that takes a value. Raises ValueError where it is not this operator."""
        takers = self._takers[name]
        if len(takers) != 1 or takers[0].operator != operator:
            raise ValueError(f"{name} is not taken by one {operator}")
        return takers[0]

    def constant(self, names: Iterable[str]) -> str:
        """The one constant among names. Raises ValueError."""
        found = [name for name in names if name in self.constants]
        if len(found) != 1:
            raise ValueError(f"one constant wanted, {len(found)} found")
        return found[0]


def remade(model: bytes) -> bytes:
    """A model's bytes with floating-point convolutions and the sounds' lengths as its second output.

    Raises ValueError for anything but a graph of the known shape.
    """
    view, out = memoryview(model), bytearray()
    for number, wire, content in _fields(view):
        out += _field(number, wire, _remade(content) if number == _GRAPH else content)
    return bytes(out)


def _remade(graph: memoryview) -> bytes:
    fields = list(_fields(graph))
    nodes = [_read(content) for number, _, content in fields if number == _NODE]
    constants = {_tensor_name(content): content for number, _, content in fields if number == _INITIALIZER}
    outputs = [_text(content, 1) for number, _, content in fields if number == _OUTPUT]
    kept = _used([*_pitched(_in_floating_point(nodes, constants))], [*outputs, DURATIONS])
    needed = {name for node in kept for name in node.inputs}
    if missing := {DURATIONS, _MELODY, _ALIGNED} - {name for node in kept for name in node.outputs}:
        raise ValueError(f"nothing makes {', '.join(missing)}")
    out = bytearray()
    for node in kept:
        out += _field(_NODE, _BYTES, _written(node))
    for name, content in constants.items():
        if name in needed:
            out += _field(_INITIALIZER, _BYTES, content)
    for number, wire, content in fields:
        if number not in (_NODE, _INITIALIZER):
            out += _field(number, wire, content)
    out += _field(_INPUT, _BYTES, _field(1, _BYTES, PITCH.encode()) + _field(2, _BYTES, _floats()))
    return bytes(out + _field(_OUTPUT, _BYTES, _field(1, _BYTES, DURATIONS.encode())))


def _pitched(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes with the melody multiplied where it is made: the tokens' pitch laid on frames, then on half frames."""
    own, frames, pairs, turned, laid = (f"{_MELODY}.{step}" for step in ("own", "frames", "pairs", "turned", "laid"))
    for node in nodes:
        if node.outputs != (_MELODY,):
            yield node
            continue
        yield Node(node.operator, node.inputs, (own,), node.attributes)
        yield Node("MatMul", (PITCH, _ALIGNED), (frames,))
        yield Node("Concat", (frames, frames), (pairs,), (_whole("axis", 1),))
        yield Node("Transpose", (pairs,), (turned,), (_wholes("perm", 0, 2, 1),))
        yield Node("Flatten", (turned,), (laid,), (_whole("axis", 1),))
        yield Node("Mul", (own, laid), node.outputs)


def _in_floating_point(nodes: Sequence[Node], constants: Iterable[str]) -> list[Node]:
    """The nodes with each quantised convolution's chain replaced by weights unpacked and one convolution."""
    graph = _Graph(nodes, constants)
    instead = {}
    for node in nodes:
        if node.operator == "ConvInteger":
            last, replacement = _convolution(node, graph)
            instead[last.outputs] = replacement
    return [new for node in nodes for new in instead.get(node.outputs, [node])]


def _convolution(node: Node, graph: _Graph) -> tuple[Node, list[Node]]:
    """The last node of a quantised convolution's chain, and what stands for the chain.

    The chain: DynamicQuantizeLinear → ConvInteger → (Add of the quantised bias) → Cast → Mul by the scale.
    """
    source = graph.maker[node.inputs[0]].inputs[0]
    weights, zero = node.inputs[1], node.inputs[3]
    value, bias = node.outputs[0], []
    if added := _bias(value, graph):
        value, bias = added[0], [added[1]]
    scaled = graph.taker(graph.taker(value, "Cast").outputs[0], "Mul")
    scales = [name for name in scaled.inputs if graph.maker.get(name, node).operator == "Mul"]
    scale = graph.constant(graph.maker[scales[0]].inputs)
    at = scaled.outputs[0]
    replacement = [
        _cast(weights, f"{at}.weights"),
        _cast(zero, f"{at}.zero"),
        Node("Sub", (f"{at}.weights", f"{at}.zero"), (f"{at}.centred",)),
        Node("Mul", (f"{at}.centred", scale), (f"{at}.scaled",)),
        Node("Conv", (source, f"{at}.scaled", *bias), (at,), node.attributes),
    ]
    return scaled, replacement


def _bias(value: str, graph: _Graph) -> tuple[str, str] | None:
    """The value with its bias, and the bias in floating point; None for a convolution without."""
    try:
        add = graph.taker(value, "Add")
    except ValueError:
        return None
    quantised = next(name for name in add.inputs if name != value)
    maker = graph.maker[quantised]
    while maker.operator != "Div":  # bias / scale, rounded down, as integers, reshaped
        maker = graph.maker[maker.inputs[0]]
    return add.outputs[0], graph.constant(maker.inputs[:1])


def _floats() -> bytes:
    """TypeProto: a tensor of floats, of any shape."""
    return _field(1, _BYTES, _field(1, _VARINT, _varint(_FLOAT)))


def _whole(name: str, value: int) -> bytes:
    """AttributeProto: a whole number."""
    told = _field(1, _BYTES, name.encode()) + _field(3, _VARINT, _varint(value)) + _field(20, _VARINT, _varint(2))
    return _field(_ATTRIBUTE, _BYTES, told)


def _wholes(name: str, *values: int) -> bytes:
    """AttributeProto: whole numbers."""
    told = b"".join(_field(8, _VARINT, _varint(value)) for value in values)
    return _field(_ATTRIBUTE, _BYTES, _field(1, _BYTES, name.encode()) + told + _field(20, _VARINT, _varint(7)))


def _cast(source: str, target: str) -> Node:
    return Node("Cast", (source,), (target,), (_whole("to", _FLOAT),))


def _used(nodes: Sequence[Node], outputs: Iterable[str]) -> list[Node]:
    """The nodes of which anything comes, in their order; they stand in the order of their work."""
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        if wanted.intersection(node.outputs):
            wanted.update(node.inputs)
            kept.append(node)
    return kept[::-1]


def _read(content: memoryview) -> Node:
    texts: dict[int, list[str]] = {_INPUTS: [], _OUTPUTS: [], _OPERATOR: []}
    rest = []
    for number, wire, value in _fields(content):
        if number in texts:
            texts[number].append(bytes(value).decode())
        elif number != _NAME:
            rest.append(_field(number, wire, value))
    return Node(texts[_OPERATOR][0], tuple(texts[_INPUTS]), tuple(texts[_OUTPUTS]), tuple(rest))


def _written(node: Node) -> bytes:
    texts = [(_INPUTS, name) for name in node.inputs] + [(_OUTPUTS, name) for name in node.outputs]
    texts += [(_NAME, node.outputs[0]), (_OPERATOR, node.operator)]
    return b"".join(_field(number, _BYTES, text.encode()) for number, text in texts) + b"".join(node.attributes)


def _tensor_name(content: memoryview) -> str:
    return _text(content, _TENSOR_NAME)


def _text(message: memoryview, number: int) -> str:
    return next((bytes(value).decode() for found, _, value in _fields(message) if found == number), "")


def _fields(message: memoryview) -> Iterator[Field]:
    """The fields of a message, in order. Raises ValueError for bytes that are none."""
    at = 0
    while at < len(message):
        tag, at = _number(message, at)
        wire, start = tag & 7, at
        if wire == _VARINT:
            _, at = _number(message, at)
        elif wire == _BYTES:
            length, start = _number(message, at)
            at = start + length
        elif wire in _FIXED:
            at += _FIXED[wire]
        else:
            raise ValueError(f"wire type {wire}")
        if at > len(message):
            raise ValueError("cut short")
        yield tag >> 3, wire, message[start:at]


def _number(message: memoryview, at: int) -> tuple[int, int]:
    """A varint, and where it ends."""
    value = shift = 0
    while at < len(message):
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at
    raise ValueError("cut short")


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _field(number: int, wire: int, content: bytes | memoryview) -> bytes:
    length = _varint(len(content)) if wire == _BYTES else b""
    return _varint(number << 3 | wire) + length + bytes(content)
