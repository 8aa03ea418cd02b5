import schema from '../../train.schema.json' with { type: 'json' };
import type { Terminal } from '../terminal.js';

/** `keepdims train --print-schema`: the JSON Schema of configuration files. */
export function printSchema(terminal: Terminal): void {
  terminal.out(`${JSON.stringify(schema, undefined, 2)}\n`);
}
