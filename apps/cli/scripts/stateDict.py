"""Networks of PyTorch as their parameters alone, and what they give.

    python3 apps/cli/scripts/stateDict.py

writes stateDict.json beside this file. The numbers were made once; other versions may give other weights.
"""

import json
import pathlib

import torch
from torch import nn

torch.manual_seed(4)


def case(name, model, activations, inputs):
    X = torch.randn(4, inputs)
    with torch.no_grad():
        Y = model(X)
    state = {key: {"shape": list(t.shape), "data": t.flatten().tolist()} for key, t in model.state_dict().items()}
    return {"name": name, "activations": activations, "state": state, "X": X.tolist(), "Y": Y.tolist()}


class Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 4)
        self.end = nn.Linear(4, 1, bias=False)

    def forward(self, x):
        return self.end(torch.tanh(self.hidden(x)))


deep = nn.Sequential(*[m for _ in range(5) for m in (nn.Linear(2, 2), nn.ReLU())], nn.Linear(2, 3))
two = nn.Sequential(nn.Linear(3, 4), nn.SiLU(), nn.Linear(4, 2), nn.Softmax(dim=1))
cases = [
    case("logits of three classes", deep, ["relu"] * 5 + ["identity"], 2),
    case("regression", Named(), ["tanh", "identity"], 3),
    case("two classes", two, ["silu", "softmax"], 3),
]
golden = {"torch": torch.__version__, "cases": cases}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
