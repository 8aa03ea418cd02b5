import { execFileSync } from 'node:child_process';
import { arch, cpus, platform } from 'node:os';
import { backend } from './backend.js';
import type { Backend } from './backend.js';

/** What the numbers depend on beside the code. */
export interface Environment {
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  /** The kernels. */
  readonly backend: Pick<Backend, 'name' | 'threads'>;
  /** The commit of the checkout, with a + if files were changed; not there outside a checkout. */
  readonly commit?: string;
}

/** Where and with what this process computes. */
export function environment(folder: string): Environment {
  const processors = cpus();
  const commit = commitOf(folder);
  const { name, threads } = backend();
  return {
    node: process.version,
    system: `${platform()} ${arch()}`,
    cpu: processors[0]?.model.trim() ?? 'unknown processor',
    cores: processors.length,
    backend: { name, threads },
    ...(commit === undefined ? {} : { commit }),
  };
}

function commitOf(folder: string): string | undefined {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', '--short=10', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return undefined; // no git, or no checkout
  }
}

/** The environment in a line. */
export function showEnvironment({ node, system, cpu, cores, backend: { name, threads }, commit }: Environment): string {
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  return [
    `node ${node}`,
    system,
    cpu,
    count(cores, 'core'),
    `kernels: ${name} on ${count(threads, 'thread')}`,
    ...(commit === undefined ? [] : [`commit ${commit}`]),
  ].join(', ');
}
