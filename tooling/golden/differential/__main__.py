"""python3 -m differential --seed 123 --output FILE, in tooling/golden: new programs in a file of their own."""

import argparse

from . import PROGRAMS, write

parser = argparse.ArgumentParser(prog="differential", description="Write random programs and NumPy's answers.")
parser.add_argument("--seed", type=int, required=True)
parser.add_argument("--output", required=True)
parser.add_argument("--programs", type=int, default=PROGRAMS)
arguments = parser.parse_args()
write(arguments.output, arguments.seed, arguments.programs)
