import { useMedia } from '../state/useMedia.js';
import { usePlayground } from '../state/usePlayground.js';
import { BoundaryView } from './BoundaryView.js';
import { CostView } from './CostView.js';
import { Glossary } from './Glossary.js';
import { LayersTable } from './LayersTable.js';
import { LiveStatus } from './LiveStatus.js';
import { Notice } from './Notice.js';
import { Readout } from './Readout.js';
import { Settings } from './Settings.js';
import { Transport } from './Transport.js';

/** The page: what is learned and its controls, how the cost falls, the settings, and below them what it all means. */
export function App() {
  const { config, opening, frame, failure, change, send } = usePlayground();
  const dark = useMedia('(prefers-color-scheme: dark)');
  const newSeed = (): void => change({ seed: crypto.getRandomValues(new Uint16Array(1))[0] ?? 0 });

  return (
    <>
      <header class="masthead">
        <p class="brand">keepdims playground</p>
        <h1>A small network learns a shape</h1>
        <p class="lead">
          Two numbers go in, <i>x</i>₁ and <i>x</i>₂; one comes out, <i>ŷ</i>, the probability of class 1. Each epoch
          nudges every weight a little downhill on the cost <i>J</i>.
        </p>
      </header>
      <main class="bench">
        <section class="stage" aria-label="Decision boundary">
          <BoundaryView opening={opening} frame={frame} dark={dark} />
          <Transport frame={frame} send={send} newSeed={newSeed} />
        </section>
        <section class="progress" aria-label="Progress">
          <Readout frame={frame} />
          <Notice config={config} frame={frame} failure={failure} />
          <CostView frame={frame} dark={dark} />
        </section>
        <Settings config={config} change={change} />
        <LayersTable opening={opening} />
        <Glossary />
      </main>
      <LiveStatus frame={frame} />
    </>
  );
}
