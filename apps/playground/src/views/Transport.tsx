import { useState } from 'preact/hooks';
import type { Command } from '../state/command.js';
import type { Frame } from '../worker/protocol.js';

interface Props {
  readonly frame: Frame | undefined;
  readonly send: (command: Command) => void;
  readonly newSeed: () => void;
}

const icons = {
  play: 'M5 3.5v13l11-6.5z',
  pause: 'M5 3.5h3.5v13H5zM11.5 3.5H15v13h-3.5z',
  step: 'M4 3.5v13l8.5-6.5zM14 3.5h2.2v13H14z',
  reset: 'M10 4a6 6 0 1 0 6 6h-2a4 4 0 1 1-4-4v2.5L14.5 5 10 1.5z',
  seed: 'M4 3h12a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm1 2v10h10V5zm2 2h2v2H7zm4 4h2v2h-2zm0-4h2v2h-2zm-4 4h2v2H7z',
} as const;

/** Play, step and the two ways back to epoch 0. */
export function Transport({ frame, send, newSeed }: Props) {
  const [slow, setSlow] = useState(false);
  const playing = frame?.playing === true;
  // A disabled button would drop the keyboard's focus just when the run diverges: these stay and do nothing.
  const stuck = frame === undefined || frame.diverged;
  const toggle = (): void => {
    if (!stuck) send(playing ? { name: 'pause' } : { name: 'play', slow });
  };
  const step = (): void => {
    if (!stuck) send({ name: 'step' });
  };
  const changePace = (slow: boolean): void => {
    setSlow(slow);
    if (playing) send({ name: 'play', slow });
  };
  return (
    <div class="transport" role="group" aria-label="Training">
      <button type="button" class="primary" aria-disabled={stuck} onClick={toggle}>
        <Icon path={playing ? icons.pause : icons.play} />
        {playing ? 'Pause' : 'Play'}
      </button>
      <button type="button" aria-disabled={stuck} onClick={step} title="Train for one epoch">
        <Icon path={icons.step} />
        Step
      </button>
      <button
        type="button"
        onClick={() => send({ name: 'reset' })}
        title="Back to epoch 0 with the same initial weights"
      >
        <Icon path={icons.reset} />
        Reset
      </button>
      <button type="button" onClick={newSeed} title="Back to epoch 0 with other initial weights">
        <Icon path={icons.seed} />
        New seed
      </button>
      <label class="check" title="Ten epochs a second">
        <input type="checkbox" checked={slow} onChange={(event) => changePace(event.currentTarget.checked)} />
        Slow motion
      </label>
    </div>
  );
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={path} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
