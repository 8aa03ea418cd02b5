import type { FeatureColumn, Tabular } from '@keepdims/data';
import type { Limits } from './limits.js';

/** A part of the description: plain JSON. */
export type JSONPart = Readonly<Record<string, unknown>>;

/**
 * The description of a run's service in OpenAPI 3.1: which columns a row has, of which kind, with which categories, and what comes back.
 *
 * @param version - Of keepdims.
 */
export function openApi(preprocessing: Tabular, limits: Limits, version: string): JSONPart {
  const target = preprocessing.target?.name ?? 'prediction';
  return {
    openapi: '3.1.0',
    info: {
      title: `keepdims: ${target}`,
      version,
      description: `Predicts ${target} by a trained network, one prediction a row.`,
    },
    servers: [{ url: '/' }],
    paths: {
      '/predict': { post: predictOperation(preprocessing, limits) },
      '/health': {
        get: operation('health', 'Whether the service answers', {
          200: answer('It does.', ref('Health')),
          503: answer('It is about to stop.', ref('Health')),
        }),
      },
      '/openapi.json': {
        get: operation('description', 'This description', { 200: answer('OpenAPI 3.1.', { type: 'object' }) }),
      },
    },
    components: { schemas: schemas(preprocessing, limits) },
  };
}

function predictOperation({ columns }: Tabular, { maxBody, maxRows }: Limits): JSONPart {
  const problem = (description: string): JSONPart => answer(description, ref('Problem'));
  const example = Object.fromEntries(columns.map((column) => [column.name, exampleOf(column)]));
  return {
    ...operation('predict', 'Predict the target of one row or of several', {
      200: answer('A prediction a row, in their order.', ref('Answer')),
      400: problem('The body is not JSON in UTF-8.'),
      413: problem(`The body is longer than ${maxBody} bytes, or has more than ${maxRows} rows.`),
      415: problem('The content-type is not application/json, or the body is compressed.'),
      422: problem('A row does not fit: a column is missing or unknown, or a value is of the wrong kind.'),
    }),
    requestBody: { required: true, content: { 'application/json': { schema: ref('Request'), example } } },
  };
}

function schemas(preprocessing: Tabular, { maxRows }: Limits): JSONPart {
  const { columns, target, classes } = preprocessing;
  const rows = { type: 'array', items: ref('Row'), minItems: 1, maxItems: maxRows };
  const properties = Object.fromEntries([
    ...columns.map((column): [string, JSONPart] => [column.name, columnSchema(column)]),
    ...(target === undefined
      ? []
      : [[target.name, { description: 'The target: allowed, but not looked at.' }] as const]),
  ]);
  return {
    Row: {
      type: 'object',
      description: 'A value for each column; null where it is unknown.',
      properties,
      required: columns.map(({ name }) => name),
      additionalProperties: false,
    },
    Request: {
      anyOf: [
        ref('Row'),
        rows,
        { type: 'object', properties: { rows }, required: ['rows'], additionalProperties: false },
      ],
    },
    Prediction:
      classes.length === 0
        ? object({ prediction: { type: 'number', description: `${target?.name ?? 'The target'}, in its own unit.` } })
        : object({
            prediction: { type: 'string', enum: classes },
            probabilities: object(Object.fromEntries(classes.map((name) => [name, { type: 'number', minimum: 0, maximum: 1 }]))), // prettier-ignore
          }),
    Answer: object(
      { target: { type: 'string' }, predictions: { type: 'array', items: ref('Prediction') } },
      { warnings: { type: 'array', items: { type: 'string' }, description: 'Values never seen in training.' } },
    ),
    Problem: object(
      { error: { type: 'string', description: 'What is wrong, where, and what to do.' } },
      { row: { type: 'integer', minimum: 1 }, column: { type: 'string' } },
    ),
    Health: object({ status: { type: 'string', enum: ['ok', 'stopping'] }, run: { type: 'string' } }),
  };
}

function columnSchema(column: FeatureColumn): JSONPart {
  if (column.kind === 'number') {
    return { type: ['number', 'null'], description: `Unknown (null) counts as ${column.median}.` };
  }
  const unknown = column.missing ? 'null is a category of its own' : 'null counts as none of them';
  return {
    type: ['string', 'number', 'boolean', 'null'],
    description: `A name; one that is not among the examples counts as none of them, ${unknown}.`,
    examples: column.categories,
  };
}

function exampleOf(column: FeatureColumn): number | string | null {
  return column.kind === 'number' ? column.median : (column.categories[0] ?? null);
}

/** An object of these and no other keys, the second ones not always there. */
function object(required: JSONPart, optional: JSONPart = {}): JSONPart {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

function operation(operationId: string, summary: string, responses: JSONPart): JSONPart {
  return { operationId, summary, responses };
}

function answer(description: string, schema: JSONPart): JSONPart {
  return { description, content: { 'application/json': { schema } } };
}

function ref(name: string): JSONPart {
  return { $ref: `#/components/schemas/${name}` };
}
