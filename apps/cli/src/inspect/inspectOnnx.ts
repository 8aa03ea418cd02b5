import { tabularFromJSON } from '@keepdims/data';
import { fromOnnx } from '@keepdims/onnx';
import { parameterArrays } from '../export/modelArrays.js';
import { inspectArray } from './inspectArrays.js';
import type { Inspected } from './inspected.js';
import { networkFacts, preprocessingFacts } from './inspectModel.js';

/** An ONNX model of a dense network, with its parameters as they are here. @throws FormatError if it is damaged or another kind of graph. */
export function inspectOnnx(bytes: Uint8Array, name: string): Inspected {
  const { net, params, preprocessing, metadata, producer, opset, inputName, outputName } = fromOnnx(bytes, { name });
  const { input, output, description } = preprocessing;
  const scaled = [...(input === undefined ? [] : ['inputs']), ...(output === undefined ? [] : ['outputs'])];
  return {
    kind: 'onnx',
    description: 'a dense network (ONNX)',
    facts: [
      ...networkFacts(net),
      ['graph', `opset ${opset}, from ${inputName} to ${outputName}${producer === '' ? '' : `, by ${producer}`}`],
      ...(scaled.length === 0 ? [] : [['scales', scaled.join(' and ')] as const]),
      ...(isTabular(description) ? preprocessingFacts(tabularFromJSON(description, { name })) : []),
    ],
    metadata,
    arrays: Object.entries(parameterArrays({ params })).map(([key, array]) => inspectArray(key, array)),
    columns: [],
  };
}

function isTabular(description: unknown): boolean {
  const isObject = typeof description === 'object' && description !== null;
  return isObject && 'format' in description && description.format === 'keepdims-tabular';
}
