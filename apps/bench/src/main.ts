import './engineFlags.js';
import { bench } from './bench.js';

process.exitCode = await bench(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
