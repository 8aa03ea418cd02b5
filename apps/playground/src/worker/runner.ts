import { Experiment } from './experiment.js';
import type { Config } from '../state/config.js';
import type { Frame, TrainingWorker } from './protocol.js';

/** What a runner needs of its surroundings; tests give it their own. */
export interface Surroundings {
  /** The time from some fixed start, ms. */
  readonly now: () => number;
  /** Resolves after `ms`, and after messages that have arrived meanwhile have been handled; for 0 as soon as that is done. */
  readonly wait: (ms: number) => Promise<void>;
  /** Hears of an error while playing (the training's, or the page's at a frame), when there is no call to throw it at. */
  readonly fail: (error: unknown) => void;
}

/** Train this long between two looks at the messages, ms: the delay of a pressed "Pause" at most. */
const sliceMs = 8;
/** The time between two epochs in slow motion, ms. */
const slowMs = 100;
/** The time between two frames at least, ms. */
const frameMs = 33;
/** A frame (its grid above all) may take at most this part of the time. */
const frameShare = 0.25;

/**
 * Plays an experiment: trains in slices, and between them lets messages in and frames out. A frame is sent only when the page has taken
 * the last one, so that a slow page gets fewer frames, not a queue of them.
 */
export class Runner {
  #experiment: Experiment | undefined;
  #onFrame: (frame: Frame) => unknown = () => undefined;
  #playing = false;
  #slow = false;
  #looping = false;
  #serial = 0;

  constructor(private readonly surroundings: Surroundings) {}

  open(config: Config, onFrame: (frame: Frame) => unknown): ReturnType<TrainingWorker['open']> {
    this.#playing = false;
    this.#experiment = new Experiment(config);
    this.#onFrame = onFrame;
    return { opening: this.#experiment.opening, frame: this.#frame() };
  }

  play(slow: boolean): Frame {
    this.#slow = slow;
    this.#playing = !this.#opened().diverged;
    const frame = this.#frame();
    // A loop that a quick "pause, play" hasn't let end goes on instead of a second one beside it.
    if (this.#playing && !this.#looping) {
      this.#looping = true;
      this.#loop()
        .catch((error: unknown) => this.#fail(error))
        .finally(() => {
          this.#looping = false;
        });
    }
    return frame;
  }

  pause(): Frame {
    this.#playing = false;
    return this.#frame();
  }

  step(): Frame {
    this.#playing = false;
    this.#opened().step();
    return this.#frame();
  }

  reset(): Frame {
    this.#playing = false;
    this.#opened().reset();
    return this.#frame();
  }

  async #loop(): Promise<void> {
    const { now, wait } = this.surroundings;
    let nextFrame = now();
    let taken = true;
    while (this.#playing) {
      const experiment = this.#opened();
      const until = now() + sliceMs;
      do experiment.step();
      while (!this.#slow && !experiment.diverged && now() < until);
      if (experiment.diverged) this.#playing = false;
      if (!this.#playing || (taken && now() >= nextFrame)) {
        const start = now();
        const frame = this.#frame();
        nextFrame = now() + Math.max(frameMs, (now() - start) / frameShare);
        taken = false;
        void this.#send(frame).then(() => {
          taken = true;
        });
      }
      await wait(this.#slow ? slowMs : 0);
    }
  }

  /** Resolves once the page has taken the frame or refused it. After a refusal nobody would see the training: it stops. */
  async #send(frame: Frame): Promise<void> {
    try {
      await this.#onFrame(frame);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#playing = false;
    this.surroundings.fail(error);
  }

  #frame(): Frame {
    this.#serial += 1;
    return { ...this.#opened().frame(), serial: this.#serial, playing: this.#playing };
  }

  #opened(): Experiment {
    if (this.#experiment === undefined) throw new Error('Runner: open an experiment first.');
    return this.#experiment;
  }
}
