"""The same network, data, batch size, optimizer and schedule in PyTorch, to compare the time an epoch takes and what is reached.

    python3 fashion-mnist/pytorch.py [--data FOLDER] [--epochs N] [--threads N]
"""

import argparse
import gzip
import math
import os
import statistics
import time

parser = argparse.ArgumentParser()
parser.add_argument("--data", default="/usr/share/datasets/fashion-mnist")
parser.add_argument("--epochs", type=int, default=10)
parser.add_argument("--threads", type=int)
options = parser.parse_args()
if options.threads:
    # Before the libraries of linear algebra are loaded, which have threads of their own.
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]:
        os.environ[name] = str(options.threads)

import numpy as np  # noqa: E402
import torch  # noqa: E402

if options.threads:
    torch.set_num_threads(options.threads)
torch.manual_seed(1)


def read(part, kind, header):
    with gzip.open(f"{options.data}/{part}-{kind}-ubyte.gz") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def examples(part):
    images = read(part, "images-idx3", 16).reshape(-1, 784).astype(np.float32) / np.float32(255)
    return torch.from_numpy(images), torch.from_numpy(read(part, "labels-idx1", 8).astype(np.int64))


X, labels = examples("train")
test_X, test_labels = examples("t10k")
net = torch.nn.Sequential(
    torch.nn.Linear(784, 256), torch.nn.ReLU(), torch.nn.Linear(256, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10)
)
for layer in net[::2]:
    torch.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    torch.nn.init.zeros_(layer.bias)
loss = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
batch_size = 128
steps = math.ceil(len(X) / batch_size)
schedule = torch.optim.lr_scheduler.LambdaLR(
    optimizer, lambda step: (1 + math.cos(math.pi * step / steps / options.epochs)) / 2
)

print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads")
times, processor = [], []
for epoch in range(1, options.epochs + 1):
    started, used = time.perf_counter(), time.process_time()
    total = 0.0
    for batch in torch.randperm(len(X)).split(batch_size):
        optimizer.zero_grad()
        cost = loss(net(X[batch]), labels[batch])
        cost.backward()
        optimizer.step()
        schedule.step()
        total += cost.item() * len(batch)
    times.append(time.perf_counter() - started)
    processor.append(time.process_time() - used)
    with torch.no_grad():
        right = (net(test_X).argmax(1) == test_labels).float().mean().item()
    print(
        f"epoch {epoch:2}: cost {total / len(X):.4f}, test accuracy {100 * right:.2f} %, "
        f"{times[-1]:.2f} s ({processor[-1]:.2f} s of processor time)"
    )
print(
    f"Test accuracy {100 * right:.2f} %; {statistics.median(times):.2f} s an epoch, "
    f"{statistics.median(processor):.2f} s of processor time (medians, without the tests)."
)
