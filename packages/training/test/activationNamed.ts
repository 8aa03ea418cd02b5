import { logisticRegression, networkFromJSON } from '@keepdims/models';
import type { Dense } from '@keepdims/models';
import { randomState } from '@keepdims/random';

/** An activation by its name. This package doesn't import activations, its users' networks come with them. */
export function activationNamed(name: string): Dense['activation'] {
  const one = logisticRegression(1);
  const json = one.toJSON(one.initialize(randomState(0)));
  const [layer] = networkFromJSON({
    ...json,
    layers: json.layers.map((item) => ({ ...item, activation: { name, options: {} } })),
  }).net.layers;
  if (layer === undefined) throw new Error('a network has a layer');
  return layer.activation;
}
