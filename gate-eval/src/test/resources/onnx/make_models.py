#!/usr/bin/env python3
"""make_models.py: write the small ONNX models of the tests beside this script.

deps (PyPI only): numpy 2.4.6, onnx 1.23.2
"""
import pathlib
import numpy as np
from onnx import AttributeProto, SparseTensorProto, TensorProto, TrainingInfoProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64
OPSETS = [helper.make_opsetid("", 17)]


def save(name, model):
    model.ir_version = 8
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())


def value(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def graph(nodes, inputs, initializers=(), outputs=None):
    outputs = outputs or [value("y", FLOAT, None)]
    return helper.make_graph(nodes, "g", inputs, outputs, list(initializers))


def model(*args, **kwargs):
    return helper.make_model(graph(*args, **kwargs), opset_imports=OPSETS, producer_name="make_models.py")


W = numpy_helper.from_array(np.array([1, 10], np.float32), "w")
SUM = [helper.make_node("MatMul", ["x", "w"], ["y"])]


def external(location, name="w"):
    """A tensor of two floats that lie in another file; (1, 10) where the file is weights.bin."""
    tensor = TensorProto(name=name, data_type=FLOAT, dims=[2], data_location=TensorProto.EXTERNAL)
    for key, text in (("location", location), ("offset", "0"), ("length", "8")):
        tensor.external_data.add(key=key, value=text)
    return tensor


# y = x0 + 10 * x1, in several forms
save("sum", model(SUM, [value("x", FLOAT, ["N", 2])], [W]))
save("sum-single", model(SUM, [value("x", FLOAT, [1, 2])], [W]))
save("sum-four", model(SUM, [value("x", FLOAT, [4, 2])], [W]))
save("sum-rank3", model(SUM, [value("x", FLOAT, ["N", 1, 2])], [W]))
save("sum-three-wide", model(SUM, [value("x", FLOAT, ["N", 3])],
                             [numpy_helper.from_array(np.ones(3, np.float32), "w")]))
save("sum-of-longs", model([helper.make_node("Cast", ["x"], ["f"], to=FLOAT), helper.make_node("MatMul", ["f", "w"], ["y"])],
                           [value("x", INT64, ["N", 2])], [W]))
save("sum-of-two-inputs", model([helper.make_node("Add", ["x", "z"], ["s"]), helper.make_node("MatMul", ["s", "w"], ["y"])],
                                [value("x", FLOAT, ["N", 2]), value("z", FLOAT, ["N", 2])], [W]))

# the same with outputs of other kinds beside it
TEXT = helper.make_tensor("text", TensorProto.STRING, [1], [b"hello"])
save("many-outputs", model(
    SUM + [helper.make_node("Constant", [], ["label"], value=TEXT),
           helper.make_node("Cast", ["y"], ["wide"], to=TensorProto.DOUBLE),
           helper.make_node("Cast", ["y"], ["half"], to=TensorProto.FLOAT16),
           helper.make_node("Cast", ["y"], ["int"], to=TensorProto.INT32),
           helper.make_node("Cast", ["y"], ["long"], to=INT64)],
    [value("x", FLOAT, ["N", 2])], [W],
    outputs=[value("y", FLOAT, None), value("label", TensorProto.STRING, None), value("wide", TensorProto.DOUBLE, None),
             value("half", TensorProto.FLOAT16, None), value("int", TensorProto.INT32, None), value("long", INT64, None)]))

# looks x0 up in a table of five rows: another x0 makes the run fail
TABLE = numpy_helper.from_array(np.arange(5, dtype=np.float32), "table")
save("lookup", model([helper.make_node("Cast", ["x"], ["i"], to=INT64),
                      helper.make_node("Gather", ["table", "i"], ["rows"]),
                      helper.make_node("MatMul", ["rows", "w"], ["y"])],
                     [value("x", FLOAT, ["N", 2])], [W, TABLE]))

# an operator that does not exist
save("unknown-operator", model([helper.make_node("Conjugate", ["x"], ["y"])], [value("x", FLOAT, ["N", 2])]))

# external data by its location
for name, location in {
    "location-inside": "weights.bin",
    "location-in-folder": "data/weights.bin",
    "location-parent": "../weights.bin",
    "location-parent-within": "data/../weights.bin",
    "location-absolute": "/etc/hostname",
    "location-windows": "..\\weights.bin",
    "location-drive": "C:weights.bin",
    "location-memory": "*/_ORT_MEM_ADDR_/*",
    "location-control": "weights\x00.bin",
    "location-empty": "",
}.items():
    save(name, model(SUM, [value("x", FLOAT, ["N", 2])], [external(location)]))

# external data by the place of its tensor in the model
OUTSIDE = external("../weights.bin")
INPUTS = [value("x", FLOAT, ["N", 2])]


def attribute(name, kind, **fields):
    made = AttributeProto(name=name, type=kind)
    for field, content in fields.items():
        target = getattr(made, field)
        target.extend(content) if isinstance(content, list) else target.CopyFrom(content)
    return made


def with_attribute(made):
    node = helper.make_node("Constant", [], ["w"])
    node.attribute.append(made)
    return [node] + SUM


sparse = SparseTensorProto(values=external("../weights.bin"), dims=[2])
sparse_indices = SparseTensorProto(values=W, indices=external("../weights.bin", "i"), dims=[2])
inner = graph(SUM, [], [OUTSIDE])
nested = graph(with_attribute(attribute("then_branch", AttributeProto.GRAPH, g=inner)), [])

save("place-attribute", model(with_attribute(attribute("value", AttributeProto.TENSOR, t=OUTSIDE)), INPUTS))
save("place-attribute-list", model(with_attribute(attribute("values", AttributeProto.TENSORS, tensors=[W, OUTSIDE])), INPUTS))
save("place-subgraph", model(with_attribute(attribute("then_branch", AttributeProto.GRAPH, g=inner)), INPUTS))
save("place-nested-subgraph", model(with_attribute(attribute("body", AttributeProto.GRAPH, g=nested)), INPUTS))
save("place-subgraph-list", model(with_attribute(attribute("bodies", AttributeProto.GRAPHS, graphs=[inner])), INPUTS))
save("place-sparse-attribute", model(with_attribute(attribute("sparse_value", AttributeProto.SPARSE_TENSOR, sparse_tensor=sparse)), INPUTS))
save("place-sparse-attribute-list", model(with_attribute(attribute("s", AttributeProto.SPARSE_TENSORS, sparse_tensors=[sparse])), INPUTS))

for name, tensor in {"place-sparse-values": sparse, "place-sparse-indices": sparse_indices}.items():
    made = model(SUM, INPUTS, [W])
    made.graph.sparse_initializer.append(tensor)
    save(name, made)

made = model(SUM, INPUTS, [W])
made.functions.append(helper.make_function(
    "own", "F", ["x"], ["y"], with_attribute(attribute("value", AttributeProto.TENSOR, t=OUTSIDE)), OPSETS))
save("place-function", made)

made = model(SUM, INPUTS, [W])
made.functions.append(helper.make_function("own", "F", ["x"], ["y"], SUM, OPSETS))
made.functions[0].attribute_proto.append(attribute("value", AttributeProto.TENSOR, t=OUTSIDE))
save("place-function-default", made)

for field in ("initialization", "algorithm"):
    made = model(SUM, INPUTS, [W])
    made.training_info.append(TrainingInfoProto(**{field: inner}))
    save(f"place-training-{field}", made)
