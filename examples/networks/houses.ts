// Prices of houses from a table: training rows apart from test rows, and predictions in dollars.
import { identity, relu } from '@keepdims/activations';
import { splitIndices, tabular } from '@keepdims/data';
import { loadSacramento } from '@keepdims/datasets';
import { huber } from '@keepdims/losses';
import { dense, network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { adam, cosineDecay } from '@keepdims/optimizers';
import { fit, meanAbsoluteError } from '@keepdims/training';

// From a file: const table = readCsv(readFileSync('houses.csv', 'utf8'), { name: 'houses.csv' });
const { table } = await loadSacramento(); // 932 rows of text: city, zip, beds, baths, sqft, type, price, …
const { train, test } = splitIndices(table.rowCount, { testSize: 0.2, seed: 1 });

// What a column is, its mean, scale and categories: measured on the training rows, so that nothing leaks from the others.
const fitted = tabular.fit(table, { target: 'price', ignore: ['zip'], rows: train });
const { X, Y } = fitted.transform(table.select(train)); // standardised; Y is undefined in a table without prices
const unseen = fitted.transform(table.select(test));
if (Y === undefined || unseen.Y === undefined) throw new Error('the table has no prices');

const nX = fitted.featureNames.length;
const net = network(nX, dense(16, relu), dense(1, identity));
const { params } = fit(net, {
  X,
  Y,
  loss: huber, // a few villas at ten times the price don't rule the rest
  optimizer: adam({ learningRate: 0.01 }),
  schedule: cosineDecay({ epochs: 40 }),
  batchSize: 64,
  epochs: 40,
  l2: 0.01,
  seed: 1,
});

const dollars = fitted.inverseTarget(net.predict(params, unseen.X)); // [1, 187]
const prices = fitted.inverseTarget(unseen.Y);
const thousands = (x: number) => `${Math.round(x / 1000)},000 $`;
console.log(`columns: ${table.columns.length}, features: ${nX}`);
// prints columns: 9, features: 39
console.log(`off by ${thousands(meanAbsoluteError(dollars, prices))} on average`);
// prints off by 54,000 $ on average
const mean = np.mean(fitted.inverseTarget(Y));
console.log(
  `off by ${thousands(np.mean(np.abs(np.subtract(prices, mean))))} when every house is said to cost the mean`,
);
// prints off by 98,000 $ when every house is said to cost the mean
for (let i = 0; i < 3; i++) {
  const row = table.select(test.slice(i, i + 1));
  const [city, sqft] = ['city', 'sqft'].map((name) => row.column(name)[0]);
  console.log(`${city}, ${sqft} sq ft: ${thousands(dollars.at(0, i))}, sold at ${thousands(prices.at(0, i))}`);
}
// prints SACRAMENTO, 1750 sq ft: 253,000 $, sold at 270,000 $
// prints LOOMIS, 1328 sq ft: 254,000 $, sold at 295,000 $
// prints WILTON, 4400 sq ft: 616,000 $, sold at 885,000 $
