"""Writes golden.json, the files that the tests read: npy and npz files as NumPy writes them, safetensors files and IDX files built here byte by
byte as their specifications say (https://github.com/huggingface/safetensors#format, http://yann.lecun.com/exdb/mnist/).

    python3 scripts/golden.py > scripts/golden.json

A case has the file in base64 and what it holds: the shape, the element type that keepdims reads it as, and the values in row order as float64
(base64 too, so that NaN, infinities and -0 are exact). A refused case has the words that the error must have.
"""

import base64
import gzip
import io
import json
import struct
import sys

import numpy as np
from numpy.lib import format as npy


def b64(data):
    return base64.b64encode(data).decode()


def saved(a, version=None):
    file = io.BytesIO()
    npy.write_array(file, np.asanyarray(a), version=version)
    return file.getvalue()


def expected(a, dtype):
    values = np.ascontiguousarray(a, dtype=np.float64)
    return {"shape": list(np.shape(a)), "dtype": dtype, "values": b64(values.tobytes())}


READ_AS = {
    "bool": "bool", "uint8": "uint8", "int8": "int32", "uint16": "int32", "int16": "int32", "int32": "int32",
    "float16": "float32", "float32": "float32", "float64": "float64",
}


def npy_cases():
    rng = np.random.RandomState(0)
    extremes = {
        "bool": [True, False, True], "uint8": [0, 1, 255], "int8": [-128, -1, 127], "uint16": [0, 1, 65535],
        "int16": [-32768, -1, 32767], "int32": [-2**31, -1, 2**31 - 1],
    }
    floats = [0.0, -0.0, 1.0, -2.5, np.inf, -np.inf, np.nan]
    for dtype, read_as in READ_AS.items():
        info = np.finfo(dtype) if dtype.startswith("float") else None
        values = extremes.get(dtype) or floats + [info.max, info.min, info.tiny, info.smallest_subnormal, info.eps]
        a = np.array(values, dtype)
        for order in "<>":
            ordered = a.astype(a.dtype.newbyteorder(order))
            if order == "<" or a.itemsize > 1:
                yield f"{dtype} {ordered.dtype.str}", saved(ordered), expected(a, read_as)
    for dtype in ["uint32", "int64", "uint64"]:
        for name, values in {
            "small": [0, 1, 2**31 - 1] + ([-2**31] if dtype == "int64" else []),
            "large": [0, 2**32 - 1] + ([2**53 - 1] if dtype != "uint32" else []) + ([-2**53 + 1] if dtype == "int64" else []),
        }.items():
            a = np.array(values, dtype)
            for order in "<>":
                ordered = a.astype(a.dtype.newbyteorder(order))
                yield f"{dtype} {name} {ordered.dtype.str}", saved(ordered), expected(a, "int32" if name == "small" else "float64")
    a = rng.rand(2, 3, 4)
    yield "rank 0", saved(np.float64(1.5)), expected(1.5, "float64")
    yield "rank 1", saved(np.arange(5.0)), expected(np.arange(5.0), "float64")
    yield "rank 3", saved(a), expected(a, "float64")
    yield "rank 3 in Fortran's order", saved(np.asfortranarray(a)), expected(a, "float64")
    yield "rank 2 in Fortran's order, big-endian int16", saved(np.arange(6, dtype=">i2").reshape(2, 3, order="F")), expected(
        np.arange(6).reshape(2, 3, order="F"), "int32")
    yield "a transpose", saved(a.astype(np.float32).T), expected(a.astype(np.float32).T, "float32")
    yield "a slice that is not contiguous", saved(a[:, ::-1, ::2]), expected(a[:, ::-1, ::2], "float64")
    yield "no elements", saved(np.zeros((3, 0, 2))), expected(np.zeros((3, 0, 2)), "float64")
    yield "no elements, int64", saved(np.zeros((0,), np.int64)), expected(np.zeros((0,)), "int32")
    yield "axes of size 1", saved(np.ones((1, 1, 5, 1), np.float32)), expected(np.ones((1, 1, 5, 1)), "float32")
    for version in [(1, 0), (2, 0), (3, 0)]:
        yield f"version {version[0]}.0", saved(np.arange(6, dtype=np.int32).reshape(2, 3), version), expected(
            np.arange(6).reshape(2, 3), "int32")


def refused_npy():
    yield "objects", saved(np.array([{}, None], dtype=object)), "Python objects, stored as a pickle"
    yield "texts", saved(np.array(["a", "bc"])), "the elements are texts"
    yield "byte strings", saved(np.array([b"a", b"bc"])), "the elements are byte strings"
    yield "records", saved(np.zeros(2, [("a", "<f8"), ("é", "<i4")])), "the elements are records"
    yield "complex", saved(np.array([1 + 2j])), "the elements are complex numbers"
    yield "dates", saved(np.array(["2020-01-01"], "datetime64[D]")), "the elements are dates"
    yield "durations", saved(np.array([1], "timedelta64[s]")), "the elements are durations"
    yield "raw bytes", saved(np.zeros(2, "V3")), "the elements are raw bytes or records"
    yield "extended precision", saved(np.array([1], np.longdouble)), "the elements are floats of extended precision"
    yield "int64 too large", saved(np.array([1, 2**53])), "element 1 of the int64 array is 9007199254740992"
    yield "int64 too small", saved(np.array([-2**63], ">i8")), "element 0 of the int64 array is -9223372036854775808"
    yield "uint64 too large", saved(np.array([2**64 - 1], np.uint64)), "element 0 of the uint64 array is 18446744073709551615"


def npz_cases():
    arrays = {"W": np.arange(6.0).reshape(2, 3), "b": np.zeros((2, 1), np.float32), "layer1/step": np.array(7), "é": np.array([True])}
    read_as = {"W": "float64", "b": "float32", "layer1/step": "int32", "é": "bool"}
    for name, save in {"savez": np.savez, "savez_compressed": np.savez_compressed}.items():
        file = io.BytesIO()
        save(file, **arrays)
        yield name, file.getvalue(), {key: expected(a, read_as[key]) for key, a in arrays.items()}
    file = io.BytesIO()
    np.savez(file)
    yield "no arrays", file.getvalue(), {}


def safetensors(header, data):
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def safetensors_cases():
    bfloat16 = np.array([1.0, -2.5, 3.140625, np.inf, np.nan, 0.0], np.float32)
    halves = (bfloat16.view(np.uint32) >> 16).astype("<u2")
    tensors = [
        ("F64", "float64", np.array([[1.5, -2.0], [np.nan, -0.0]]), None),
        ("I64", "int32", np.array([1, -2], "<i8"), None),
        ("U64", "float64", np.array([2**32], "<u8"), None),
        ("F32", "float32", np.array(0.1, "<f4"), None),
        ("I32", "int32", np.array([[-2**31], [2**31 - 1]], "<i4"), None),
        ("U32", "float64", np.array([2**32 - 1], "<u4"), None),
        ("F16", "float32", np.array([65504, -0.5, 6e-8], "<f2"), None),
        ("BF16", "float32", bfloat16, halves),
        ("I16", "int32", np.array([-32768], "<i2"), None),
        ("U16", "int32", np.array([65535], "<u2"), None),
        ("I8", "int32", np.array([-128], "i1"), None),
        ("U8", "uint8", np.array([255, 0], "u1"), None),
        ("BOOL", "bool", np.array([[True], [False]]), None),
        ("F32", "float32", np.zeros((0, 3), "<f4"), None),
    ]
    header, data, want = {"__metadata__": {"format": "np", "ä": "\"\\\n"}}, b"", {}
    for index, (name, read_as, values, raw) in enumerate(tensors):
        stored = (values if raw is None else raw).tobytes()
        key = f"{index}.{name}"
        header[key] = {"dtype": name, "shape": list(values.shape), "data_offsets": [len(data), len(data) + len(stored)]}
        data += stored
        want[key] = expected(values, read_as)
    yield "every type", safetensors(header, data), want, header["__metadata__"]
    yield "nothing", safetensors({}, b""), {}, {}
    two = {"b": {"shape": [1], "data_offsets": [1, 2], "dtype": "U8"}, "a": {"dtype": "U8", "shape": [1], "data_offsets": [0, 1]}}
    yield "the later one first", safetensors(two, b"\x01\x02"), {"b": expected([2], "uint8"), "a": expected([1], "uint8")}, {}


def idx(code, dtype, a):
    return struct.pack(">BBBB", 0, 0, code, a.ndim) + struct.pack(f">{a.ndim}I", *a.shape) + a.astype(dtype).tobytes()


def idx_cases():
    images = np.arange(24).reshape(2, 3, 4) * 10
    yield "images", idx(0x08, "u1", images), expected(images, "uint8")
    yield "images, gzip", gzip.compress(idx(0x08, "u1", images), mtime=0), expected(images, "uint8")
    named = io.BytesIO()
    with gzip.GzipFile("images-idx3-ubyte", "wb", fileobj=named, mtime=1) as file:
        file.write(idx(0x08, "u1", images))
    yield "images, gzip with a name", named.getvalue(), expected(images, "uint8")
    yield "int8", idx(0x09, "i1", np.array([-128, 127])), expected([-128, 127], "int32")
    yield "int16", idx(0x0B, ">i2", np.array([-32768, 258])), expected([-32768, 258], "int32")
    yield "int32", idx(0x0C, ">i4", np.array([[-2**31, 16909060]])), expected([[-2**31, 16909060]], "int32")
    yield "float32", idx(0x0D, ">f4", np.array([0.1, np.inf])), expected(np.array([0.1, np.inf], np.float32), "float32")
    yield "float64", idx(0x0E, ">f8", np.array([0.1, np.nan])), expected([0.1, np.nan], "float64")
    yield "no elements", idx(0x08, "u1", np.zeros((0, 28, 28))), expected(np.zeros((0, 28, 28)), "uint8")
    yield "rank 0", idx(0x08, "u1", np.array(3)), expected(3, "uint8")


golden = {
    "numpy": np.__version__,
    "npy": [{"name": name, "file": b64(file), **want} for name, file, want in npy_cases()],
    "refusedNpy": [{"name": name, "file": b64(file), "words": words} for name, file, words in refused_npy()],
    "npz": [{"name": name, "file": b64(file), "arrays": want} for name, file, want in npz_cases()],
    "safetensors": [
        {"name": name, "file": b64(file), "arrays": want, "metadata": metadata}
        for name, file, want, metadata in safetensors_cases()
    ],
    "idx": [{"name": name, "file": b64(file), **want} for name, file, want in idx_cases()],
}
json.dump(golden, sys.stdout, ensure_ascii=False, indent=1)
sys.stdout.write("\n")
