import { activationNames, alphas, batchSizes, clampInteger, dataSets, limits, withLayers } from '../state/config.js';
import type { ActivationName, BatchSize, Config, DataSet } from '../state/config.js';
import { AlphaSlider } from './AlphaSlider.js';
import { Choices } from './Choices.js';
import { NumberField } from './NumberField.js';

interface Props {
  readonly config: Config;
  readonly change: (part: Partial<Config>) => void;
}

const layerCounts = Array.from({ length: limits.layers + 1 }, (_, count) => count);

/** Everything that defines an experiment. A change starts again at epoch 0. */
export function Settings({ config, change }: Props) {
  const { hidden } = config;
  const setUnits = (layer: number, units: number): void =>
    change({ hidden: hidden.map((n, l) => (l === layer ? clampInteger(units, 1, limits.units) : n)) });
  return (
    <section class="settings" aria-labelledby="settings-title">
      <h2 id="settings-title">Experiment</h2>
      <Choices<DataSet>
        name="data"
        legend="Data"
        // `as`: the keys of an object literal are exactly its members.
        options={(Object.keys(dataSets) as DataSet[]).map((value) => ({ value, label: dataSets[value] }))}
        value={config.data}
        onChange={(data) => change({ data })}
      />
      <Choices<number>
        name="layers"
        legend="Hidden layers"
        options={layerCounts.map((value) => ({ value, label: String(value) }))}
        value={hidden.length}
        onChange={(layers) => change({ hidden: withLayers(hidden, layers) })}
      />
      {hidden.length > 0 && (
        <fieldset>
          <legend>Units in each layer</legend>
          <div class="units">
            {hidden.map((units, l) => (
              <NumberField
                key={l}
                label={`n[${l + 1}]`}
                spoken={`Units in hidden layer ${l + 1}`}
                value={units}
                low={1}
                high={limits.units}
                onChange={(value) => setUnits(l, value)}
              />
            ))}
          </div>
        </fieldset>
      )}
      <div class="field">
        <label for="activation">Activation of the hidden units</label>
        <select
          id="activation"
          value={config.activation}
          disabled={hidden.length === 0}
          // `as`: the options below are the only values there are.
          onChange={(event) => change({ activation: event.currentTarget.value as ActivationName })}
        >
          {activationNames.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <AlphaSlider alphas={alphas} value={config.alpha} onChange={(alpha) => change({ alpha })} />
      <Choices<BatchSize>
        name="batch"
        legend="Examples in a step"
        options={batchSizes.map((value) => ({ value, label: value === 'full' ? 'All' : String(value) }))}
        value={config.batch}
        onChange={(batch) => change({ batch })}
      />
      <NumberField
        label="Seed of the weights"
        value={config.seed}
        low={0}
        high={limits.seed}
        onChange={(seed) => change({ seed })}
      />
      <p class="hint">A change starts again at epoch 0.</p>
    </section>
  );
}
