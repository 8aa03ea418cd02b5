import { digestOf } from './answers.js';
import type { Answer, Digest } from './answers.js';
import type { Clock, Variant } from './cases/benchCase.js';

/** Somebody who does a case's job on demand: a variant in this process, or a peer in one of its own. */
export interface Contestant {
  readonly name: string;
  readonly kind: 'keepdims' | 'loops' | 'peer';
  /** Undefined where an answer can't be compared; then there is a note. */
  readonly answer: () => Promise<Digest | undefined>;
  readonly note?: string | undefined;
  /** Works for at least so long; returns what a call took at the end, when the engine has done its optimising, ms. */
  readonly warmUp: (ms: number) => Promise<number>;
  /** Does the job so many times. The answer is the last call's, where there is one. */
  readonly sample: (calls: number) => Promise<{ readonly msPerCall: number; readonly answer: Digest | undefined }>;
  /** Gives its memory back. */
  readonly finish: () => Promise<void>;
}

/** The least that a call is taken to last, ms: clocks are not finer. */
const shortest = 1e-5;

/** A variant as a contestant. */
export function localContestant(variant: Variant, clock: Clock): Contestant {
  const { name, kind = 'keepdims', run } = variant;
  const time = (calls: number): { readonly ms: number; readonly answer: Answer | undefined } => {
    if (variant.elapsed !== undefined) return { ms: variant.elapsed(calls, clock), answer: undefined };
    let answer: Answer | undefined;
    const start = clock();
    for (let call = 0; call < calls; call++) answer = run();
    return { ms: clock() - start, answer };
  };
  /** Lets timers, finalizers and messages have their turn between samples rather than in them. */
  const turn = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    await variant.prepare?.();
  };
  return {
    name,
    kind,
    answer: async () => {
      await turn();
      return digestOf(run());
    },
    async warmUp(ms) {
      await turn();
      const start = clock();
      let calls = 1;
      for (;;) {
        const before = clock();
        time(calls);
        const now = clock();
        // The variant's own time leaves things out, which count here: a first estimate only.
        const msPerCall = Math.max((now - before) / calls, shortest);
        if (now - start >= ms)
          return variant.elapsed === undefined ? msPerCall : Math.max(time(calls).ms / calls, shortest);
        if (now - before < ms / 8) calls *= 2;
      }
    },
    async sample(calls) {
      await turn();
      const { ms, answer } = time(calls);
      variant.finish?.();
      return { msPerCall: ms / calls, answer: answer === undefined ? undefined : digestOf(answer) };
    },
    finish: () => {
      variant.finish?.();
      return Promise.resolve();
    },
  };
}
