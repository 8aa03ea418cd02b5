import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { predictedFrom } from '../../model/predictedFrom.js';
import { count, formatMeasure } from '../../render/numbers.js';
import { bitmapAddress } from '../bitmap.js';
import { markup } from '../html.js';
import type { Markup } from '../html.js';
import type { Report } from '../report.js';
import type { PictureShape } from '../reportInputs.js';

/** Classes, or units, that are drawn. */
const mostPictures = 20;

/** What the network has seen and looks for, if the columns are the pixels of pictures. */
export function pictureSection({ rows, run: { model } }: Report): Markup | undefined {
  const picture = rows?.picture;
  if (rows === undefined || picture === undefined) return undefined;
  const { classes } = model.preprocessing;
  const { X, Y } = rows.sample;
  const labels = classes.length === 0 ? undefined : Array.from(np.contiguousData(predictedFrom(Y, 'classification')));
  const averages =
    labels === undefined
      ? []
      : classes.slice(0, mostPictures).flatMap((name, k) => {
          const of = labels.flatMap((label, j) => (label === k ? [j] : []));
          return of.length === 0
            ? []
            : [image(meanOf(X, of), picture, `the mean of ${count(of.length, 'picture')}`, name)];
        });
  const [first] = model.params;
  const units = first === undefined ? [] : weightPictures(first.W, picture);
  return markup`${
    averages.length === 0
      ? undefined
      : markup`<h3>The mean picture of each class</h3>
<div class="pictures">${averages}</div>
<p class="quiet">Of ${count(Y.shape[1] ?? 0, 'training row')}.</p>`
  }
<h3>What the units of layer 1 look for</h3>
<div class="pictures">${units}</div>
<p class="quiet">Each unit's weights, laid out as the picture they are multiplied with: grey is 0, ${picture.isInk ? 'dark' : 'bright'} a positive weight, ${picture.isInk ? 'bright' : 'dark'} a negative one${picture.channels === 3 ? ', by colour' : ''}. The largest is black or white.</p>`;
}

function weightPictures(W: NDArray, picture: PictureShape): Markup[] {
  const [units = 0, inputs = 0] = W.shape;
  const weights = Float64Array.from(np.contiguousData(W));
  return Array.from({ length: Math.min(units, mostPictures) }, (_, i) => {
    const own = weights.slice(i * inputs, (i + 1) * inputs);
    const largest = own.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    const shades = Float64Array.from(own, (w) => 0.5 + w / (2 * (largest || 1)));
    return image(shades, picture, `weights up to ${formatMeasure(largest)}`, `unit ${i + 1}`);
  });
}

function image(values: ArrayLike<number>, picture: PictureShape, alt: string, name: string): Markup {
  const shown = picture.isInk ? Float64Array.from(values, (value) => 1 - value) : values;
  return markup`<figure><img src="${bitmapAddress(shown, picture)}" width="96" height="${Math.round((96 * picture.height) / picture.width)}" alt="${name}: ${alt}"><figcaption>${name}</figcaption></figure>
`;
}

/** The mean of some columns of X. */
function meanOf(X: NDArray, columns: readonly number[]): ArrayLike<number> {
  const [n = 0, m = 0] = X.shape;
  const data = np.contiguousData(X);
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (const j of columns) sum += data[i * m + j] ?? NaN;
    return sum / columns.length;
  });
}
