import type { ClassTarget, FeatureColumn, NumberTarget, Tabular } from '@keepdims/data';
import type { SavedModel } from '../run/savedModel.js';
import { bracketed, textLiteral } from './textLiteral.js';

/**
 * The model as a Python module that needs NumPy alone: `predict(rows)` takes rows of the table as they are. The network's own code (`forward`)
 * is that of `net.toNumPy`; around it stand the preprocessing and the names of the classes.
 *
 * Names from the data stand in string literals only, never in comments or as names of variables: whatever they are, they cannot become code.
 */
export function numpyModule({ net, params, preprocessing }: SavedModel): string {
  const { target } = preprocessing;
  if (target === undefined) throw new Error('A model without a target cannot predict.');
  const [header = '', ...sections] = net.toNumPy(params).split('\n\n\n');
  // Its predict takes X; ours takes rows.
  const network = sections.filter((section) => !section.startsWith('def predict('));
  if (network.length !== sections.length - 1) throw new Error("The network's script has no predict to replace.");
  return `${[
    headerOf(header),
    target.kind === 'number' ? regression : classification(target),
    features(preprocessing),
    encoded,
    textOf,
    ...network.map((section) => section.trimEnd()),
    constants(preprocessing.columns, target),
  ].join('\n\n\n')}\n`;
}

function headerOf(header: string): string {
  const lines = header.split('\n');
  const prepared = lines.findIndex((line) => line.includes('as the network was trained on'));
  const end = lines.indexOf('"""');
  if (prepared === -1 || end === -1) throw new Error("The network's script has another header.");
  return [
    '"""A neural network with its preprocessing, written by keepdims: it needs NumPy alone.',
    '',
    'predict(rows) takes rows of the table as they are, a list of dicts such as csv.DictReader gives: numbers',
    'in their own units or as texts, and texts. None, "", NA, N/A, NaN, null and ? in any case are missing.',
    '',
    ...lines.slice(2, prepared),
    'X is what features(rows) makes of rows: numbers scaled, texts as 0 and 1, an example a column.',
    '"""',
    '',
    'import math',
    'import re',
    '',
    'import numpy as np',
  ].join('\n');
}

const regression = `def predict(rows):
    """The prediction for each row, in the target's own unit: an array of shape (m,)."""
    predictions = forward(features(rows))[0] * TARGET_SCALE + TARGET_MEAN
    if not np.isfinite(predictions).all():
        raise ValueError("A prediction is not finite: look for a number that is far too large.")
    return predictions`;

function classification({ classes }: ClassTarget): string {
  return `def predict(rows):
    """The class of each row, a list of m texts: the most probable one, the first of equals."""
    return [CLASSES[k] for k in probabilities(rows).argmax(axis=0)]


def probabilities(rows):
    """The probability of each class, shape (${classes.length}, m), in the order of CLASSES."""
    A = forward(features(rows))
    if np.isnan(A).any():
        raise ValueError("A probability is NaN: look for a number that is far too large.")
    return ${classes.length === 2 ? 'np.vstack([1 - A, A])  # A is that of the second class' : 'A'}`;
}

function features({ featureNames: { length: n } }: Tabular): string {
  return `def features(rows):
    """The network's input X, shape (${n}, m). A number becomes (value - mean) / scale, a missing one the median before; a
    text becomes 1 for its category and 0 for the others. A text that was not there in training is 0 for all."""
    if isinstance(rows, dict):
        rows = [rows]
    X = [[x for column in COLUMNS for x in encoded(column, text_of(row, column["name"]))] for row in rows]
    return np.array(X, dtype=W1.dtype).reshape(len(X), ${n}).T`;
}

const encoded = `def encoded(column, text):
    """The features of a text in a column."""
    missing = re.fullmatch(r"(na|n/a|nan|null|\\?)?", text, re.IGNORECASE) is not None
    if "categories" in column:
        known = [float(not missing and text == category) for category in column["categories"]]
        return known + [float(missing)] if column["missing"] else known
    if missing:
        value = column["median"]
    else:
        decimal = re.fullmatch(r"[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?", text, re.IGNORECASE)
        value = float(text) if decimal else math.nan
        if not math.isfinite(value):
            raise ValueError(f"Column {column['name']} has numbers, but a row has {text!r}.")
    return [(value - column["mean"]) / column["scale"]]`;

const textOf = `def text_of(row, name):
    """The value of a column as a table would have it."""
    if name not in row:
        raise ValueError(f"A row has no {name}; give None if it is unknown.")
    value = row[name]
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 3.0 is the category 3
    return str(value).strip(SPACES)`;

function constants(columns: readonly FeatureColumn[], target: NumberTarget | ClassTarget): string {
  return [
    '# The columns in the order of their features.',
    'COLUMNS = [',
    ...columns.map((column) => `    ${columnOf(column)},`),
    ']',
    '# What is cut off at both ends of a text.',
    String.raw`SPACES = " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"`,
    '# What is predicted.',
    `TARGET = ${literal(target.name)}`,
    ...(target.kind === 'number'
      ? [
          '# It was scaled for the training.',
          `TARGET_MEAN = ${number(target.mean)}`,
          `TARGET_SCALE = ${number(target.scale)}`,
        ]
      : [
          '# Its classes, in the order of their probabilities.',
          `CLASSES = ${bracketed(target.classes.map(literal), '', 10)}`,
        ]),
  ].join('\n');
}

function columnOf(column: FeatureColumn): string {
  if (column.kind === 'number') {
    const { name, median, mean, scale } = column;
    return `{"name": ${literal(name)}, "median": ${number(median)}, "mean": ${number(mean)}, "scale": ${number(scale)}}`;
  }
  const start = `{"name": ${literal(column.name)}, "missing": ${column.missing ? 'True' : 'False'}, "categories": `;
  return `${start}${bracketed(column.categories.map(literal), '    ', start.length + 6)}}`;
}

/** The digits that give the same bits, as a float. */
function number(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function literal(text: string): string {
  return textLiteral(text, 'python');
}
