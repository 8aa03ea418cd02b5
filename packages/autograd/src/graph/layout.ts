// Assertions: positions of lists that the same functions have built.
import type { GraphNode } from './graph.js';

/** A node's place, or a bend of an edge that passes a layer: its centre. */
export interface Place {
  readonly layer: number;
  y: number;
  readonly height: number;
  /** The node here; undefined for a bend. */
  readonly id: number | undefined;
  readonly before: Place[];
  readonly after: Place[];
}

/** Where everything stands. */
export interface Layout {
  readonly layers: readonly (readonly Place[])[];
  /** From an input to what is computed from it, by way of the bends. */
  readonly edges: readonly (readonly Place[])[];
  readonly height: number;
}

const bendHeight = 12;

/**
 * A layered drawing from left to right: a node right of all its inputs, few crossings, edges as straight as there is room.
 *
 * @param heights - The nodes' heights. @param gap - The least distance between two of a layer.
 */
export function layOut(nodes: readonly GraphNode[], heights: readonly number[], gap: number): Layout {
  const layerOf = layersOf(nodes);
  const layers: Place[][] = Array.from({ length: Math.max(...layerOf) + 1 }, () => []);
  const put = (layer: number, height: number, id?: number): Place => {
    const place: Place = { layer, y: 0, height, id, before: [], after: [] };
    layers[layer]?.push(place);
    return place;
  };
  const places = nodes.map((_, id) => put(layerOf[id] as number, heights[id] as number, id));
  const edges = nodes.flatMap(({ id, inputs }) =>
    [...new Set(inputs)].map((input) => {
      const way = [places[input] as Place];
      for (let layer = (layerOf[input] as number) + 1; layer < (layerOf[id] as number); layer++)
        way.push(put(layer, bendHeight));
      way.push(places[id] as Place);
      way.slice(1).forEach((to, i) => {
        const from = way[i] as Place;
        from.after.push(to);
        to.before.push(from);
      });
      return way;
    }),
  );
  untangle(layers);
  const height = straighten(layers, gap);
  return { layers, edges, height };
}

/** A node stands right of its inputs; what isn't computed stands just left of its first use. */
function layersOf(nodes: readonly GraphNode[]): number[] {
  const layers = nodes.map(() => 0);
  nodes.forEach(({ id, inputs }) => {
    layers[id] = inputs.reduce((layer, input) => Math.max(layer, (layers[input] as number) + 1), 0);
  });
  const firstUse = nodes.map(() => Infinity);
  nodes.forEach(({ id, inputs }) => {
    for (const input of inputs) firstUse[input] = Math.min(firstUse[input] as number, layers[id] as number);
  });
  nodes.forEach(({ id, inputs }) => {
    if (inputs.length === 0 && firstUse[id] !== Infinity) layers[id] = (firstUse[id] as number) - 1;
  });
  return layers;
}

/** Sort each layer by the average position of the neighbours, to and fro; keep the order with the fewest crossings. */
function untangle(layers: Place[][]): void {
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers);
  for (let sweep = 0; sweep < 12 && fewest > 0; sweep++) {
    const forward = sweep % 2 === 0;
    const [side, neighbour] = forward ? (['before', -1] as const) : (['after', 1] as const);
    for (const layer of forward ? layers : layers.toReversed()) {
      const index = layers.indexOf(layer);
      const positions = new Map(layers[index + neighbour]?.map((place, i) => [place, i]));
      const weight = new Map(
        layer.map((place, i) => [place, average(place[side].map((other) => positions.get(other) ?? i)) ?? i]),
      );
      layer.sort((a, b) => (weight.get(a) as number) - (weight.get(b) as number));
    }
    const now = crossings(layers);
    if (now < fewest) [fewest, best] = [now, layers.map((layer) => [...layer])];
  }
  layers.forEach((layer, i) => layer.splice(0, layer.length, ...(best[i] as Place[])));
}

function crossings(layers: readonly (readonly Place[])[]): number {
  let count = 0;
  layers.slice(1).forEach((layer, i) => {
    const positions = new Map((layers[i] as Place[]).map((place, position) => [place, position]));
    const ends = layer.flatMap((place) =>
      place.before.map((from) => positions.get(from) as number).sort((a, b) => a - b),
    );
    const owners = layer.flatMap((place, position) => place.before.map(() => position));
    for (let a = 0; a < ends.length; a++) {
      for (let b = a + 1; b < ends.length; b++) {
        if ((owners[a] as number) < (owners[b] as number) && (ends[a] as number) > (ends[b] as number)) count++;
      }
    }
  });
  return count;
}

/** Move every place towards its neighbours as far as the order and the gaps allow; gives the height of it all. */
function straighten(layers: readonly (readonly Place[])[], gap: number): number {
  for (const layer of layers) {
    let y = 0;
    for (const place of layer) {
      place.y = y + place.height / 2;
      y += place.height + gap;
    }
  }
  for (let sweep = 0; sweep < 24; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const wanted = layer.map(
        (place) => average([...place.before, ...place.after].map((other) => other.y)) ?? place.y,
      );
      spread(layer, wanted, gap);
    }
  }
  const all = layers.flat();
  const top = Math.min(...all.map((place) => place.y - place.height / 2));
  for (const place of all) place.y -= top;
  return Math.max(...all.map((place) => place.y + place.height / 2));
}

/** The positions nearest to the wanted ones, by least squares, that keep order and gaps: neighbours that would overlap move as one. */
function spread(layer: readonly Place[], wanted: readonly number[], gap: number): void {
  const offsets = layer.map(() => 0);
  layer.forEach((place, i) => {
    const above = layer[i - 1];
    if (above !== undefined) offsets[i] = (offsets[i - 1] as number) + (above.height + place.height) / 2 + gap;
  });
  const blocks: { total: number; members: number[] }[] = [];
  layer.forEach((_, i) => {
    let block = { total: (wanted[i] as number) - (offsets[i] as number), members: [i] };
    for (let last = blocks.at(-1); last !== undefined && mean(last) > mean(block); last = blocks.at(-1)) {
      block = { total: last.total + block.total, members: [...last.members, ...block.members] };
      blocks.pop();
    }
    blocks.push(block);
  });
  for (const block of blocks)
    for (const i of block.members) (layer[i] as Place).y = mean(block) + (offsets[i] as number);
}

const mean = ({ total, members }: { total: number; members: readonly number[] }): number => total / members.length;

function average(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((total, x) => total + x, 0) / numbers.length;
}
