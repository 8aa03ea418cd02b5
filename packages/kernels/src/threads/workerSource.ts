/**
 * What a worker runs, as text: a file of its own would have to be found again after bundling.
 *
 * It instantiates the kernels on the shared memory, then waits for a new round of tasks, takes open ones until there are none, and waits
 * again: first awake, since in training the next round comes soon, then asleep. The words are laid out in `tasks.ts`.
 */
const body = `
function work({ module, memory, words, scratch, names, layout }) {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const control = new Int32Array(memory.buffer, words, layout.length);
  const kernels = names.map((name) => exports[name]);
  let round = Atomics.load(control, layout.round);
  Atomics.add(control, layout.ready, 1);
  for (;;) {
    for (let turn = 0; turn < layout.patience && Atomics.load(control, layout.round) === round; turn++);
    Atomics.wait(control, layout.round, round);
    round = Atomics.load(control, layout.round);
    if (Atomics.load(control, layout.stopped) !== 0) return;
    for (let task = 0; task < layout.tasks; task++) {
      const state = layout.states + task;
      if (Atomics.compareExchange(control, state, layout.open, layout.taken) !== layout.open) continue;
      const at = layout.calls + task * layout.callLength;
      const call = Array.from(control.subarray(at + 2, at + 2 + control[at + 1]));
      kernels[control[at]](...call, scratch);
      Atomics.store(control, state, layout.done);
      Atomics.add(control, layout.finished, 1);
      Atomics.notify(control, layout.finished);
    }
  }
}
`;

/** For Node's worker threads. */
export const nodeWorker = `import { workerData } from 'node:worker_threads';${body}work(workerData);`;

/** For web workers. */
export const webWorker = `${body}onmessage = ({ data }) => work(data);`;
