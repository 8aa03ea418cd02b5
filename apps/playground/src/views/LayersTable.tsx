import type { LayerShapes, Opening } from '../worker/protocol.js';
import { showCount } from './numbers.js';

/** The shapes of the network, layer by layer, in the course's notation. */
export function LayersTable({ opening }: { readonly opening: Opening | undefined }) {
  const layers = opening?.layers ?? [];
  const m = opening?.points.length ?? 0;
  return (
    <section class="layers" aria-labelledby="layers-title">
      <h2 id="layers-title">The network, shape by shape</h2>
      <p>
        <i>W</i>
        <sup>[l]</sup> has one row for each unit of layer <i>l</i> and one column for each unit of the layer before, so
        its shape is (<i>n</i>
        <sup>[l]</sup>, <i>n</i>
        <sup>[l−1]</sup>). The {m} examples are the columns of <i>X</i> and of every <i>A</i>.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Shapes, scrolls sideways on a narrow screen">
        <table>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Units</th>
              <th scope="col">Activation</th>
              <th scope="col">Weights</th>
              <th scope="col">Biases</th>
              <th scope="col">Output</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">input</th>
              <td>2</td>
              <td>–</td>
              <td>–</td>
              <td>–</td>
              <td>X (2, {m})</td>
            </tr>
            {layers.map((layer, i) => (
              <LayerRow key={i} layer={layer} l={i + 1} last={i === layers.length - 1} m={m} />
            ))}
          </tbody>
        </table>
      </div>
      <p>{opening !== undefined && <>{showCount(opening.parameters)} numbers to learn in all.</>}</p>
    </section>
  );
}

interface RowProps {
  readonly layer: LayerShapes;
  readonly l: number;
  readonly last: boolean;
  readonly m: number;
}

function LayerRow({ layer, l, last, m }: RowProps) {
  return (
    <tr>
      <th scope="row">{last ? 'output' : `hidden ${l}`}</th>
      <td>{layer.units}</td>
      <td>{layer.activation}</td>
      <td>
        W[{l}] ({layer.W.join(', ')})
      </td>
      <td>
        b[{l}] ({layer.b.join(', ')})
      </td>
      <td>
        A[{l}] ({layer.units}, {m})
      </td>
    </tr>
  );
}
