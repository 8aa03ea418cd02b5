/**
 * A peer in JavaScript: does the benchmarks' jobs with one library, one request a line on standard input.
 *
 * Usage: node peer.mjs NAME, with libraries/NAME.mjs
 *
 * README.md describes the requests, the jobs and the numbers that they work on.
 */
import { createInterface } from 'node:readline';
import { digest } from './data.mjs';

// Answers go to standard output; whatever a library prints goes beside it.
for (const method of ['log', 'info', 'warn', 'debug']) console[method] = (...what) => console.error(...what);

const { open } = await import(`./libraries/${process.argv[2]}.mjs`);
const library = await open(process.argv.slice(3));

/** What is done again and again: `{ run, answer, reset?, first?, isAsync?, many?, unchecked?, end? }`; README.md explains them. */
let task;

async function sample({ run, many, reset, first, isAsync }, calls) {
  await reset?.();
  if (first !== undefined) await first();
  const start = performance.now();
  if (many !== undefined) many(calls);
  else if (isAsync) for (let call = 0; call < calls; call++) await run();
  else for (let call = 0; call < calls; call++) run();
  return performance.now() - start;
}

async function warmUp(ms) {
  const start = performance.now();
  for (let calls = 1; ;) {
    const took = await sample(task, calls);
    if (performance.now() - start >= ms) return took / calls;
    if (took < ms / 8) calls *= 2;
  }
}

const requests = {
  hello: () => ({ version: `${library.version}, node ${process.versions.node}` }),
  async prepare({ job }) {
    await task?.end?.();
    task = undefined;
    const made = library[job.kind] === undefined ? `it isn't asked for ${job.kind}` : await library[job.kind](job);
    if (typeof made === 'string') return { unable: made };
    task = made;
    return made.unchecked === undefined ? { answer: digest(await made.answer()) } : { unchecked: made.unchecked };
  },
  warmUp: async ({ ms }) => ({ ms: await warmUp(ms) }),
  sample: async ({ calls }) => ({ ms: await sample(task, calls) }),
  async release() {
    await task?.end?.();
    task = undefined;
    return {};
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let reply;
  try {
    reply = await requests[request.do](request);
  } catch (error) {
    reply = { error: String(error?.message ?? error).split('\n')[0] };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
process.exit(0); // some libraries keep timers
