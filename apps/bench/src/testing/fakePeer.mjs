/**
 * A peer for tests of the protocol: its argument says how it behaves.
 */
import { createInterface } from 'node:readline';

const behaviour = process.argv[2];
if (behaviour === 'missing') {
  console.error('first complaint');
  console.error('no library of that name');
  process.exit(3);
}

const replies = {
  hello: () => ({ version: `1.0 ${process.env.FAKE_SETTING ?? ''}`.trim() }),
  prepare: ({ job }) => {
    if (behaviour === 'unable') return { unable: `it doesn't do ${job.kind}` };
    if (behaviour === 'unchecked') return { unchecked: 'another job' };
    if (behaviour === 'throws') return { error: 'TypeError: out of memory' };
    if (behaviour === 'dies') process.exit(1);
    return { answer: { size: 4, values: [1.5, 'nan', '-Infinity', 'inf'] } };
  },
  warmUp: ({ ms }) => ({ ms: ms / 10 }),
  sample: ({ calls }) => ({ ms: 2 * calls }),
  release: () => ({}),
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const reply = behaviour === 'babbles' ? 'ready!' : JSON.stringify(replies[request.do](request));
  process.stdout.write(`${reply}\n`);
}
