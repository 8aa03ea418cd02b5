import type { GraphProto } from '../generated/onnx_pb.js';
import type { Constant } from './constant.js';
import { decodeTensor } from './constant.js';
import type { Flow } from './flow.js';
import type { Layout } from './layout.js';
import type { Value } from './nodeReader.js';
import { NodeReader } from './nodeReader.js';
import type { OnnxFile } from './onnxFile.js';
import { remedyFor } from './operators/refused.js';
import { operatorOf } from './operatorOf.js';
import type { Model } from './readModel.js';
import { declaredShape, inputOf } from './readModel.js';

/**
 * Follow the data from the graph's input to a tensor, node by node; nodes that don't lead there are left alone.
 *
 * @returns The tensor, with the steps that lead to it.
 * @throws FormatError naming the node and operator that no dense network has.
 */
export function followGraph(file: OnnxFile, { graph, opset }: Model, output: string, layout: Layout): Flow {
  const tensors = new Map<string, Value>();
  const input = inputOf(file, graph);
  tensors.set(input.name, inputFlow(declaredShape(input)));
  const initializers = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const lookUp = (name: string): Value | undefined => {
    const known = tensors.get(name);
    const initializer = initializers.get(name);
    if (known !== undefined || initializer === undefined) return known;
    const constant: Constant = decodeTensor(file, `initializer '${name}'`, initializer);
    tensors.set(name, constant);
    return constant;
  };

  const needed = nodesFor(graph, output);
  const given = new Set([input.name, ...initializers.keys()]);
  graph.node.forEach((proto, i) => {
    const { opType, domain, name } = proto;
    const label = `node ${i + 1}, ${opType}${name === '' ? '' : ` '${name}'`}`;
    for (const result of proto.output) {
      if (result !== '' && given.has(result))
        throw file.error(`${label}: there is a tensor '${result}' already. The model is damaged.`);
      given.add(result);
    }
    if (!needed.has(i)) return;
    const operator = operatorOf(domain, opType);
    if (operator === undefined) {
      const whose = domain === '' || domain === 'ai.onnx' ? '' : ` of ${domain}`;
      throw file.error(`${label}: the operator ${opType}${whose} isn't read. ${remedyFor(opType)}`, 'a dense network');
    }
    const inputs = proto.input.map((source) => {
      const value = source === '' ? undefined : lookUp(source);
      if (value !== undefined || source === '') return value;
      throw file.error(`${label}: no node before it gives '${source}'. The model is damaged.`);
    });
    const [result = ''] = proto.output;
    tensors.set(result, operator(new NodeReader({ file, proto, label, opset, layout, inputs })));
  });

  const found = tensors.get(output);
  if (found?.kind === 'flow') return found;
  throw file.error(
    `the tensor '${output}' ${found === undefined ? 'is given by no node that is read' : "doesn't depend on the graph's input"}. ` +
      'Such a graph is no dense network.',
    'a dense network',
  );
}

/** The indices of the nodes that a tensor depends on. Nodes stand after those that they depend on. */
function nodesFor(graph: GraphProto, output: string): ReadonlySet<number> {
  const wanted = new Set([output]);
  const nodes = new Set<number>();
  for (let i = graph.node.length - 1; i >= 0; i--) {
    const node = graph.node[i];
    if (!node?.output.some((name) => wanted.has(name))) continue;
    nodes.add(i);
    for (const name of node.input) if (name !== '') wanted.add(name);
  }
  return nodes;
}

/** The input, of which it isn't known yet where its examples are; with more than two axes they are along the first. */
function inputFlow(shape: readonly (number | undefined)[] | undefined): Flow {
  const rank = shape?.length ?? 2;
  const sizes = rank > 2 ? shape?.slice(1) : undefined;
  const features = sizes?.reduce<number | undefined>(
    (product, size) => (product === undefined || size === undefined ? undefined : product * size),
    1,
  );
  return { kind: 'flow', step: { kind: 'input' }, transposed: false, rank, features };
}
