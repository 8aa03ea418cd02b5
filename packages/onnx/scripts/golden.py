"""Models as PyTorch and scikit-learn's users have them, and what they give: golden.json beside this file.

PyTorch writes its models itself (torch.onnx.export). skl2onnx isn't at hand here: scikit-learn's models are trained by scikit-learn and
written by onnx.helper in the form that skl2onnx documents for MLPClassifier and MLPRegressor (Cast, MatMul, Add, activations, and for classes
Sub and Concat to [1 - p, p], ArgMax, ArrayFeatureExtractor, ZipMap); their expected outputs are scikit-learn's own.

    /usr/bin/python3 golden.py > golden.json        # Debian: python3-torch, python3-sklearn, python3-onnx

The numbers were made once; other versions may give other weights.
"""
import base64
import io
import json
import sys
import warnings

import numpy as np
import onnx
import sklearn
import torch
from onnx import TensorProto, helper
from sklearn.datasets import load_iris
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler
from torch import nn

warnings.filterwarnings("ignore")


def numbers(a):
    return [[float(x) for x in row] for row in np.asarray(a).reshape(len(a), -1)]


def case(name, data, X, Y, output=None):
    entry = {"name": name, "model": base64.b64encode(data).decode(), "X": numbers(X), "Y": numbers(Y)}
    if output:
        entry["output"] = output
    return entry


def exported(name, model, X, opset, dynamic=True):
    """A PyTorch model with running statistics and biases as after training, in inference mode."""
    generator = torch.Generator().manual_seed(len(name))
    for module in model.modules():
        if isinstance(module, nn.BatchNorm1d):
            n = module.num_features
            module.running_mean.copy_(torch.randn(n, generator=generator) * 0.5)
            module.running_var.copy_(torch.rand(n, generator=generator) + 0.3)
            module.weight.data.copy_(torch.rand(n, generator=generator) + 0.5)
            module.bias.data.copy_(torch.randn(n, generator=generator))
    model.eval()
    file = io.BytesIO()
    axes = {"input": {0: "batch"}, "output": {0: "batch"}} if dynamic else None
    torch.onnx.export(model, X, file, opset_version=opset, input_names=["input"], output_names=["output"], dynamic_axes=axes)
    return case(name, file.getvalue(), X.detach(), model(X).detach())


class Standardised(nn.Module):
    """Scales its input, flattens it, and gives a target in its own unit."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([1.0, -2.0, 0.5, 3.0, 0.0, 10.0]))
        self.register_buffer("std", torch.tensor([2.0, 1.0, 0.5, 4.0, 1.0, 8.0]))
        self.layers = nn.Sequential(nn.Linear(6, 5), nn.ELU(0.5), nn.Linear(5, 4), nn.SELU(), nn.Linear(4, 1), nn.Softplus())

    def forward(self, x):
        return self.layers((torch.flatten(x, 1) - self.mean) / self.std) * 250.0 + 1000.0


def pytorch():
    torch.manual_seed(1)
    classifier = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Dropout(0.5), nn.Linear(6, 3), nn.Softmax(dim=1))
    yield exported("pytorch classifier", classifier, torch.randn(5, 4), 13)
    mixed = nn.Sequential(
        nn.Linear(3, 5), nn.BatchNorm1d(5), nn.LeakyReLU(0.2), nn.Linear(5, 4), nn.GELU(), nn.Linear(4, 4, bias=False), nn.SiLU(),
        nn.BatchNorm1d(4), nn.Linear(4, 4), nn.PReLU(), nn.Linear(4, 2, bias=False), nn.BatchNorm1d(2), nn.Sigmoid(),
    )  # fmt: skip
    yield exported("pytorch batch normalisation, gelu, silu", mixed, torch.randn(5, 3), 17)
    yield exported("pytorch standardised regression", Standardised(), torch.randn(5, 2, 3) * 3, 15)
    double = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1)).double()
    yield exported("pytorch float64, one example", double, torch.randn(1, 2, dtype=torch.float64), 9, dynamic=False)


def layers(nodes, constants, model, x, dtype):
    """The dense layers of a scikit-learn network, as skl2onnx names them; gives the last one's output."""
    operators = {"relu": "Relu", "tanh": "Tanh", "logistic": "Sigmoid", "identity": "Identity", "softmax": "Softmax"}
    nodes.append(helper.make_node("Cast", [x], ["cast_input"], name="Cast", to=dtype))
    x = "cast_input"
    last = model.n_layers_ - 2
    for i, (W, b) in enumerate(zip(model.coefs_, model.intercepts_)):
        s = str(i) if i else ""
        constants.append(helper.make_tensor("coefficient" + s, dtype, W.shape, W.ravel()))
        constants.append(helper.make_tensor("intercepts" + s, dtype, [1, len(b)], b))
        nodes.append(helper.make_node("MatMul", [x, "coefficient" + s], ["mul_result" + s], name="MatMul" + s))
        nodes.append(helper.make_node("Add", ["mul_result" + s, "intercepts" + s], ["add_result" + s], name="Add" + s))
        g = operators[model.out_activation_ if i == last else model.activation]
        x = "out_activations_result" if i == last else "next_activations" + s
        nodes.append(helper.make_node(g, ["add_result" + s], [x], name=g + s))
    return x


def written(nodes, constants, features, outputs, dtype=TensorProto.FLOAT):
    x = helper.make_tensor_value_info("X", dtype, [None, features])
    graph = helper.make_graph(nodes, "mlp", [x], outputs, constants)
    opsets = [helper.make_opsetid("ai.onnx.ml", 1), helper.make_opsetid("", 15)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="skl2onnx", ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def sklearn_cases():
    X, y = load_iris(return_X_y=True)
    some = X[::30].astype(np.float32)

    binary = MLPClassifier((5,), activation="tanh", max_iter=300, random_state=1)
    scaler = StandardScaler().fit(X)
    binary.fit(scaler.transform(X), y == 0)
    nodes, constants = [], []
    nodes.append(
        helper.make_node("Scaler", ["X"], ["variable"], name="Scaler", domain="ai.onnx.ml", offset=scaler.mean_, scale=1 / scaler.scale_)
    )
    p = layers(nodes, constants, binary, "variable", TensorProto.FLOAT)
    constants.append(helper.make_tensor("unity", TensorProto.FLOAT, [], [1]))
    constants.append(helper.make_tensor("classes", TensorProto.INT32, [2], [0, 1]))
    nodes += [
        helper.make_node("Sub", ["unity", p], ["negative_class_proba"], name="Sub"),
        helper.make_node("Concat", ["negative_class_proba", p], ["probabilities"], name="Concat", axis=1),
        helper.make_node("ArgMax", ["probabilities"], ["argmax_output"], name="ArgMax", axis=1),
        helper.make_node("ArrayFeatureExtractor", ["classes", "argmax_output"], ["feature"], name="ArrayFeatureExtractor", domain="ai.onnx.ml"),
        helper.make_node("Reshape", ["feature", "shape"], ["reshaped"], name="Reshape"),
        helper.make_node("Cast", ["reshaped"], ["output_label"], name="Cast1", to=TensorProto.INT64),
    ]
    constants.append(helper.make_tensor("shape", TensorProto.INT64, [1], [-1]))
    label = helper.make_tensor_value_info("output_label", TensorProto.INT64, [None])
    probabilities = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [None, 2])
    data = written(nodes, constants, 4, [label, probabilities])
    yield case("scikit-learn two classes, scaled", data, some, binary.predict_proba(scaler.transform(some))[:, 1:])

    several = MLPClassifier((4, 3), activation="relu", max_iter=300, random_state=2).fit(X, y)
    nodes, constants = [], []
    p = layers(nodes, constants, several, "X", TensorProto.FLOAT)
    nodes += [
        helper.make_node("Identity", [p], ["probabilities"], name="Identity"),
        helper.make_node("ZipMap", ["probabilities"], ["output_probability"], name="ZipMap", domain="ai.onnx.ml", classlabels_int64s=[0, 1, 2]),
    ]
    zipped = onnx.ValueInfoProto(name="output_probability")
    zipped.type.sequence_type.elem_type.map_type.key_type = TensorProto.INT64
    zipped.type.sequence_type.elem_type.map_type.value_type.tensor_type.elem_type = TensorProto.FLOAT
    data = written(nodes, constants, 4, [zipped])
    yield case("scikit-learn three classes, ZipMap", data, some, several.predict_proba(some), "probabilities")

    regression = MLPRegressor((3,), activation="logistic", max_iter=500, random_state=3).fit(X[:, :3], X[:, 3])
    nodes, constants = [], []
    p = layers(nodes, constants, regression, "X", TensorProto.DOUBLE)
    constants.append(helper.make_tensor("shape", TensorProto.INT64, [2], [-1, 1]))
    nodes.append(helper.make_node("Reshape", [p, "shape"], ["variable"], name="Reshape"))
    output = helper.make_tensor_value_info("variable", TensorProto.DOUBLE, [None, 1])
    data = written(nodes, constants, 3, [output], TensorProto.DOUBLE)
    yield case("scikit-learn regression, float64", data, X[::30, :3], regression.predict(X[::30, :3])[:, None])


versions = {"numpy": np.__version__, "torch": torch.__version__, "sklearn": sklearn.__version__, "onnx": onnx.__version__}
json.dump({"versions": versions, "cases": [*pytorch(), *sklearn_cases()]}, sys.stdout, indent=1)
