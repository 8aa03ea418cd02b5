import type { Frame } from '../worker/protocol.js';
import { showCost, showCount, showPercent } from './numbers.js';

/** The three numbers to watch. */
export function Readout({ frame }: { readonly frame: Frame | undefined }) {
  return (
    <dl class="readout">
      <div>
        <dt>Epoch</dt>
        <dd data-testid="epoch">{frame === undefined ? '–' : showCount(frame.epoch)}</dd>
      </div>
      <div>
        <dt>
          Cost <i>J</i>
        </dt>
        <dd data-testid="cost">{frame === undefined ? '–' : showCost(frame.cost)}</dd>
      </div>
      <div>
        <dt>Training accuracy</dt>
        <dd data-testid="accuracy">{frame === undefined ? '–' : showPercent(frame.accuracy)}</dd>
      </div>
    </dl>
  );
}
