import { proxy, wrap } from 'comlink';
import type { Command } from '../state/command.js';
import type { Config } from '../state/config.js';
import type { Frame, Opening, TrainingWorker } from './protocol.js';

/** The worker as the page sees it. */
export interface Connection {
  open(config: Config, onFrame: (frame: Frame) => void): Promise<{ opening: Opening; frame: Frame }>;
  send(command: Command): Promise<Frame>;
  close(): void;
}

/** Starts the training worker. `onFailure` hears of a worker that can't be loaded or that throws outside of a call. */
export function connect(onFailure: (message: string) => void): Connection {
  const worker = new Worker(new URL('./main.ts', import.meta.url), { type: 'module' });
  worker.onerror = (event) => onFailure(event.message || 'The training worker could not be loaded.');
  const remote = wrap<TrainingWorker>(worker);
  return {
    open: (config, onFrame) => remote.open(config, proxy(onFrame)),
    send: ({ name, slow = false }) => (name === 'play' ? remote.play(slow) : remote[name]()),
    close: () => worker.terminate(),
  };
}
