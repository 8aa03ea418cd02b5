#!/usr/bin/env python3
"""Write packages/random/src/zigguratTables.ts: the tables of NumPy's ziggurat for normals, bit for bit.

They are the arrays ki_double, wi_double and fi_double of numpy/random/src/distributions/ziggurat_constants.h, read here from the static
library that NumPy installs (numpy/random/lib/libnpyrandom.a). Computed afresh by the usual formula they come out up to 1.7e-14 different,
which is enough to change streams.
To run: python3 tooling/golden/ziggurat_tables.py
"""

import base64
import hashlib
import pathlib
import textwrap

import numpy as np

LIBRARY = pathlib.Path(np.__file__).parent / "random" / "lib" / "libnpyrandom.a"
OUTPUT = pathlib.Path(__file__).parents[2] / "packages" / "random" / "src" / "zigguratTables.ts"

# Each table's first entries as the header prints them: where it lies in the library.
TABLES = {
    "ki": np.array([0x000EF33D8025EF6A, 0x0000000000000000, 0x000C08BE98FBC6A8], "<u8"),
    "wi": np.array([8.68362706080130616677e-16, 4.77933017572773682428e-17, 6.35435241740526230246e-17], "<f8"),
    "fi": np.array([1.00000000000000000000e+00, 9.77101701267671596263e-01, 9.59879091800106665211e-01], "<f8"),
}
SHA256 = "9147997887d75653cc0730f0bb513932f5b53ad30604080a332d05c0e264805d"


def table(library, first):
    if library.count(first.tobytes()) != 1:
        raise SystemExit(f"{LIBRARY}: the table that begins with {first} isn't there once")
    return np.frombuffer(library, first.dtype, 256, library.index(first.tobytes()))


if __name__ == "__main__":
    library = LIBRARY.read_bytes()
    # The integers lie below 2^53, so that float64 holds them too.
    tables = [table(library, first).astype("<f8") for first in TABLES.values()]
    data = np.concatenate(tables).tobytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"the tables have changed: their SHA-256 is {digest}; every stream of normals would change with them")
    lines = textwrap.wrap(base64.b64encode(data).decode(), 112)
    text = "// Written by tooling/golden/ziggurat_tables.py; don't edit.\n\n"
    text += "/**\n * NumPy's tables for drawing normals by ziggurat: ki, wi and fi, 256 little-endian float64 each, in base64.\n *\n"
    text += " * @see numpy/random/src/distributions/ziggurat_constants.h, whose figures these are (ki_double, wi_double, fi_double).\n */\n"
    text += "export const zigguratTables =\n" + " +\n".join(f"  '{line}'" for line in lines) + ";\n"
    OUTPUT.write_text(text)
    print(f"{OUTPUT.name}: {len(text) / 1024:.1f} kB")
