import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { useWidth } from '../state/useWidth.js';
import type { CostSeries } from '../state/costHistory.js';
import type { Frame } from '../worker/protocol.js';
import { showCost, showCount } from './numbers.js';
import { readPalette } from './palette.js';
import type { Palette } from './palette.js';

interface Props {
  readonly frame: Frame | undefined;
  /** Only so that the chart is made again when the colours change. */
  readonly dark: boolean;
}

const empty: CostSeries = { epochs: [], costs: [] };

/** The cost curve, and the same as a table. */
export function CostView({ frame, dark }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const width = useWidth(box);
  const [tableOpen, setTableOpen] = useState(false);
  const history = frame?.history ?? empty;

  useEffect(() => {
    if (box.current === null || width === 0) return;
    const made = new uPlot(optionsFor(width, readPalette(box.current)), chart.current?.data ?? [[], []], box.current);
    chart.current = made;
    return () => made.destroy();
  }, [width, dark]);

  useEffect(() => {
    const request = requestAnimationFrame(() => chart.current?.setData(dataOf(history)));
    return () => cancelAnimationFrame(request);
  }, [history, width, dark]);

  return (
    <figure class="cost">
      <figcaption>
        Cost <i>J</i> by epoch
      </figcaption>
      <div ref={box} class="cost-box" role="img" aria-label={describe(history)} />
      <details onToggle={(event) => setTableOpen(event.currentTarget.open)}>
        <summary>As a table</summary>
        {tableOpen && <CostTable history={history} />}
      </details>
    </figure>
  );
}

function CostTable({ history: { epochs, costs } }: { readonly history: CostSeries }) {
  const rows = 12;
  const last = epochs.length - 1;
  const chosen = new Set(Array.from({ length: rows }, (_, i) => Math.round((i * last) / (rows - 1))));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Epoch</th>
          <th scope="col">Cost J</th>
        </tr>
      </thead>
      <tbody>
        {[...chosen].map((i) => (
          <tr key={i}>
            <td>{showCount(epochs[i] ?? 0)}</td>
            <td>{showCost(costs[i] ?? NaN)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function dataOf({ epochs, costs }: CostSeries): uPlot.AlignedData {
  // A cost that isn't a number leaves a gap.
  return [[...epochs], costs.map((cost) => (Number.isFinite(cost) ? cost : null))];
}

function describe({ epochs, costs }: CostSeries): string {
  const last = epochs.at(-1);
  if (last === undefined || last === 0) return 'Chart of the cost by epoch, empty so far';
  return `Chart of the cost: ${showCost(costs[0] ?? NaN)} at epoch 0, ${showCost(costs.at(-1) ?? NaN)} at epoch ${showCount(last)}`;
}

function optionsFor(width: number, { muted, line, accent }: Palette): uPlot.Options {
  const font = '12px system-ui, sans-serif';
  const axis: uPlot.Axis = { stroke: muted, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
  return {
    width,
    height: Math.round(Math.min(320, Math.max(210, 0.75 * width))),
    padding: [8, 20, 0, 0],
    legend: { markers: { show: false } },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: (_, low, high) => [low ?? 0, Math.max(high ?? 0, 10)] },
      y: { range: (_, _low, high) => [0, Math.max((high ?? 0) * 1.05, 0.1)] },
    },
    axes: [
      { ...axis, size: 30, values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? showCount(tick) : '')) },
      { ...axis, size: 48, values: (_, ticks) => ticks.map(showTick) },
    ],
    series: [
      { label: 'Epoch', value: (_, epoch: number | null) => (epoch === null ? '–' : showCount(epoch)) },
      {
        label: 'J',
        stroke: accent,
        width: 2,
        points: { show: false },
        value: (_, cost: number | null) => (cost === null ? '–' : showCost(cost)),
      },
    ],
  };
}

/** Short enough for the margin, also where a run has diverged: 0.2, 15, 2e5. */
function showTick(tick: number): string {
  return tick < 1000 ? String(tick) : tick.toExponential().replace('e+', 'e');
}
