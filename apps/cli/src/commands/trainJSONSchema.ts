import { toJsonSchema } from '@valibot/to-json-schema';
import { Command } from 'commander';
import { addTrainOptions } from './trainOptionList.js';
import { trainFileSchema } from './trainSchema.js';

/** The JSON Schema of a file for `train --config`, each setting described as in `train --help`. */
export function trainJSONSchema(): Readonly<Record<string, unknown>> {
  const { properties = {}, ...schema } = toJsonSchema(trainFileSchema);
  // --no-stratify is --stratify's other half, and has its name.
  const named = addTrainOptions(new Command()).options.filter(({ negate }) => !negate);
  const options = new Map(named.map((option) => [option.attributeName(), option]));
  return {
    ...schema,
    title: 'Settings of keepdims train',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => {
        const option = options.get(name);
        if (option === undefined || typeof property === 'boolean') return [name, property];
        const { description } = option;
        const byDefault: unknown = option.defaultValue;
        return [name, { description, ...(byDefault === undefined ? {} : { default: byDefault }), ...property }];
      }),
    ),
  };
}
