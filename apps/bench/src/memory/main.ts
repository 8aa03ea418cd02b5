/** A process of its own: node memory.js NAME COUNT does a workload and prints its memory readings as JSON. */
import '../engineFlags.js';
import { watch } from './watch.js';
import { workloads } from './workloads.js';

const [name, count] = process.argv.slice(2);
const workload = workloads.find((known) => known.name === name);
if (workload === undefined) throw new RangeError(`There is no workload named ${String(name)}.`);
process.stdout.write(JSON.stringify(watch(workload, Number(count ?? workload.count))));
