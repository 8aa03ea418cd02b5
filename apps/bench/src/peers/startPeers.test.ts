import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { KnownPeer } from './knownPeers.js';
import { startPeers } from './startPeers.js';

const script = fileURLToPath(new URL('../testing/fakePeer.mjs', import.meta.url));

const known = (name: string, behaviour: string): KnownPeer => ({
  name,
  command: process.execPath,
  args: [script, behaviour],
  env: process.env,
  isInstalled: false,
});

describe('startPeers', () => {
  it('starts those whose name fits, tries a name again where it failed, and lists the rest with the reason', async () => {
    const { present, absent } = await startPeers(
      [
        known('a 1', 'missing'),
        known('a 1', 'good'),
        known('a 1', 'good'),
        known('a 2', 'missing'),
        known('b', 'good'),
      ],
      ['a'],
      'nowhere',
      () => undefined,
    );
    for (const peer of present) peer.stop();
    expect(present.map(({ name }) => name)).toEqual(['a 1']);
    expect(absent).toEqual([{ name: 'a 2', reason: 'it ended with code 3: no library of that name' }]);
  });

  it('starts nothing when nothing is asked for', async () => {
    expect(await startPeers([known('a', 'good')], [], 'nowhere', () => undefined)).toEqual({ present: [], absent: [] });
  });
});
