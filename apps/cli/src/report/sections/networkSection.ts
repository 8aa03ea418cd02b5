import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { count, formatInteger, formatMeasure, formatPercent } from '../../render/numbers.js';
import { histogram } from '../../statistics/histogram.js';
import { histogramChart } from '../charts/barCharts.js';
import { figure, table } from '../figure.js';
import { histogramTable } from '../histogramTable.js';
import { markup } from '../html.js';
import type { Markup } from '../html.js';
import type { Report } from '../report.js';
import { networkText } from '../words.js';

/** Layers that are drawn. */
const mostLayers = 12;

/** The layers, and how their weights and activations are spread. */
export function networkSection(report: Report): Markup {
  const { net, params } = report.run.model;
  const activations = activationsOf(report);
  const layers = table('Layers', {
    head: [
      'layer',
      'units',
      'activation',
      'W',
      'b',
      'parameters',
      'besides',
      ...(activations === undefined ? [] : ['units always 0']),
    ],
    rows: net.layers.map(({ units, activation, dropout, batchNorm }, l) => {
      const inputs = net.layers[l - 1]?.units ?? net.nX;
      const besides = [
        ...(dropout === 0 ? [] : [`dropout ${dropout}`]),
        ...(batchNorm === undefined ? [] : ['batch normalisation']),
      ];
      return [
        l + 1,
        formatInteger(units),
        activation.name,
        `[${units}, ${inputs}]`,
        `[${units}, 1]`,
        formatInteger(units * (inputs + 1) + (batchNorm === undefined ? 0 : units)),
        besides.length === 0 ? '–' : besides.join(', '),
        ...(activations === undefined ? [] : [deadText(activations[l], activation.name)]),
      ];
    }),
  });
  const figures = params
    .slice(0, mostLayers)
    .map(({ W }, l) => [
      weightsFigure(W, l + 1),
      activations?.[l] === undefined
        ? undefined
        : activationsFigure(activations[l], l + 1, net.layers[l]?.activation.name ?? ''),
    ]);
  const rows = report.rows?.sample.X.shape[1] ?? 0;
  return markup`<p class="notation">${networkText(report)}; ${count(net.parameterCount, 'parameter')}.</p>
${layers}
${activations === undefined ? undefined : markup`<p class="quiet">Activations are those of ${count(rows, 'training row')}${rows < (report.rows?.trainRows ?? 0) ? ', evenly taken' : ''}. A unit that is 0 for all of them passes nothing on, and gradients don't reach it.</p>`}
${params.length > mostLayers ? markup`<p class="quiet">The first ${mostLayers} of ${params.length} layers are drawn.</p>` : undefined}
<div class="figures">${figures}</div>`;
}

/** A [units, s] of each layer. */
function activationsOf({ rows, run: { model } }: Report): readonly NDArray[] | undefined {
  if (rows === undefined) return undefined;
  return model.net.forward(model.params, rows.sample.X).caches.map(({ A }) => A);
}

/** How many of a layer's units are 0 for all rows, where an activation can be 0 for good. */
function deadText(A: NDArray | undefined, activation: string): string {
  if (A === undefined || activation !== 'relu') return '–';
  const [units = 0, rows = 0] = A.shape;
  const values = np.contiguousData(A);
  let dead = 0;
  for (let i = 0; i < units; i++) {
    let j = 0;
    while (j < rows && values[i * rows + j] === 0) j++;
    if (j === rows) dead++;
  }
  return `${formatInteger(dead)} (${formatPercent(dead / units)})`;
}

function weightsFigure(W: NDArray, layer: number): Markup {
  const values = np.contiguousData(W);
  const bins = histogram(values);
  const words = {
    id: `chart-weights-${layer}`,
    title: `W[${layer}]: weights`,
    description: `Histogram of ${values.length} weights of layer ${layer}, in ${bins.length} ranges.`,
  };
  const caption = `${count(values.length, 'weight')}, mean ${formatMeasure(np.mean(W))}, standard deviation ${formatMeasure(np.std(W))}.`;
  return figure(
    words,
    histogramChart(words, bins, { label: 'weight', counted: 'weights' }),
    histogramTable(bins, 'weights'),
    { caption },
  );
}

function activationsFigure(A: NDArray, layer: number, activation: string): Markup {
  const values = np.contiguousData(A);
  const bins = histogram(values);
  let zeros = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) zeros++;
  const words = {
    id: `chart-activations-${layer}`,
    title: `A[${layer}]: activations (${activation})`,
    description: `Histogram of ${values.length} activations of layer ${layer}, in ${bins.length} ranges.`,
  };
  const zero = zeros === 0 ? '' : `, ${formatPercent(zeros / values.length)} exactly 0`;
  return figure(
    words,
    histogramChart(words, bins, { label: 'activation', counted: 'activations' }),
    histogramTable(bins, 'activations'),
    { caption: `${count(values.length, 'activation')}, mean ${formatMeasure(np.mean(A))}${zero}.` },
  );
}
