#!/usr/bin/env python3
"""Write the golden files: what NumPy answers, for the tests of ndarray and random.

Made with NumPy 2.4.6 (each file repeats the version). Seeded: running it again writes the same bytes.
To run: python3 tooling/golden/generate.py [topic ...]
The tests read the committed files in tooling/golden/data; Python and NumPy are not needed for them.
The random programs of the differential suite take another seed at any time: node tooling/golden/differential.mjs --seed 123
"""

import sys
import warnings

import numpy as np

sys.dont_write_bytecode = True  # leaves no __pycache__ in the repository

import arranging
import broadcasting
import differential
import generator_streams
import linear_algebra
import printing
import random_streams
import reductions
import slicing
import unary

TOPICS = (broadcasting, unary, reductions, slicing, arranging, linear_algebra, printing, random_streams, generator_streams, differential)

if __name__ == "__main__":
    names = [topic.__name__ for topic in TOPICS]
    wanted = sys.argv[1:] or names
    unknown = [name for name in wanted if name not in names]
    if unknown:
        sys.exit(f"generate.py: no topic {unknown[0]}; the topics are {', '.join(names)}")
    # Division by zero and the like are what some cases are about.
    np.seterr(all="ignore")
    warnings.simplefilter("ignore")
    for topic in TOPICS:
        if topic.__name__ in wanted:
            topic.generate()
