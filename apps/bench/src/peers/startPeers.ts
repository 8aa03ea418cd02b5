import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LeftOut } from '../harness.js';
import type { KnownPeer } from './knownPeers.js';
import { PeerError, startPeer } from './peerProcess.js';
import type { RunningPeer } from './peerProcess.js';

/** Peers that run, and those that don't, each with the reason. */
export interface Peers {
  readonly present: readonly RunningPeer[];
  readonly absent: readonly LeftOut[];
}

/**
 * Start those of the known peers whose name contains one of the texts. Where a name comes up again (another Python), it is tried only if
 * the ones before failed.
 *
 * @param say - Told what takes its time.
 */
export async function startPeers(
  known: readonly KnownPeer[],
  texts: readonly string[],
  folder: string,
  say: (text: string) => void,
): Promise<Peers> {
  const wanted = known.filter(({ name }) => texts.some((text) => name.includes(text)));
  const problem = wanted.some(({ isInstalled }) => isInstalled) ? installPeers(folder, say) : undefined;
  const present: RunningPeer[] = [];
  const reasons = new Map<string, string>();
  for (const peer of wanted) {
    if (present.some(({ name }) => name === peer.name)) continue;
    if (peer.isInstalled && problem !== undefined) {
      reasons.set(peer.name, problem);
      continue;
    }
    try {
      present.push(await startPeer(peer));
      reasons.delete(peer.name);
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      reasons.set(peer.name, error.message);
    }
  }
  return { present, absent: [...reasons].map(([name, reason]) => ({ name, reason })) };
}

/**
 * Install the JavaScript peers as their lockfile says, unless they are.
 *
 * @returns Undefined, or why they can't be.
 */
function installPeers(folder: string, say: (text: string) => void): string | undefined {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return undefined;
  say('installing the JavaScript peers (about 320 MB) into apps/bench/peers\n');
  const { status, stderr, error } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32', // npm is a script there
  });
  if (status === 0) return undefined;
  return `npm ci failed: ${error?.message ?? stderr.trim().split('\n')[0] ?? `code ${String(status)}`}`;
}
