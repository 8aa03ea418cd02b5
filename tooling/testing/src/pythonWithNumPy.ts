import { spawnSync } from 'node:child_process';

/** What asks for NumPy without loading it. */
const question = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("numpy") is None)';

/**
 * A Python that has NumPy: the one on the path, or else the system's.
 *
 * @returns The command, or undefined if there is none; tests that need it are skipped then, and say so.
 */
export function pythonWithNumPy(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((command) => spawnSync(command, ['-c', question]).status === 0);
}
