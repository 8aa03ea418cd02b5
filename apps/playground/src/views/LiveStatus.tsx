import { useThrottled } from '../state/useThrottled.js';
import type { Frame } from '../worker/protocol.js';
import { showCost, showCount, showPercent } from './numbers.js';

/** For screen readers: how the run stands, every ten seconds while it plays and at once when it starts, stops or goes back. */
export function LiveStatus({ frame }: { readonly frame: Frame | undefined }) {
  const playing = frame?.playing === true;
  const moment = `${playing} ${playing ? '' : frame?.epoch}`;
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {useThrottled(describe(frame), 10_000, moment)}
    </p>
  );
}

function describe(frame: Frame | undefined): string {
  if (frame === undefined) return 'Loading';
  const state = frame.diverged ? 'Diverged' : frame.playing ? 'Training' : 'Paused';
  return `${state}: epoch ${showCount(frame.epoch)}, cost ${showCost(frame.cost)}, accuracy ${showPercent(frame.accuracy)}`;
}
