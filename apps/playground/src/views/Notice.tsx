import type { Config } from '../state/config.js';
import type { Frame } from '../worker/protocol.js';
import { showCost, showCount } from './numbers.js';

interface Props {
  readonly config: Config;
  readonly frame: Frame | undefined;
  readonly failure: string | undefined;
}

/** What went wrong, why, and what to do: a diverged run, or a worker that failed. Empty while all is well. */
export function Notice({ config, frame, failure }: Props) {
  return (
    <div role="alert">
      {failure !== undefined && (
        <div class="notice">
          <h2>The training stopped working</h2>
          <p>{failure}</p>
          <p>Load the page again; the address keeps your settings.</p>
        </div>
      )}
      {failure === undefined && frame?.diverged === true && (
        <div class="notice">
          <h2>The run diverged at epoch {showCount(frame.epoch)}</h2>
          <p>
            With <i>α</i> = {config.alpha} a step <i>α</i> · <i>dW</i> overshoots the valley and lands higher on its
            other side, where the slope is steeper and the next step larger still. By now <i>J</i> is{' '}
            {showCost(frame.cost)}; guessing ½ everywhere costs 0.6931. Choose a smaller <i>α</i>, or press “Reset” and
            watch it step by step.
          </p>
        </div>
      )}
    </div>
  );
}
