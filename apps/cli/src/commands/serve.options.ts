import type { Command } from 'commander';
import { parseWhole } from '../options.js';
import type { Terminal } from '../terminal.js';
import type { ServeOptions } from './serve.js';

/** Add `keepdims serve`. */
export function addServe(program: Command, terminal: Terminal): void {
  program
    .command('serve')
    .description('answer predictions over HTTP')
    .argument('<run>', 'a run folder that train has written')
    .option('--host <address>', 'where to listen; 0.0.0.0 lets other machines in', '127.0.0.1')
    .option('--port <number>', 'on which port, or 0 for any that is free', parseWhole(0, 65_535, 8080), 8080)
    .option('--max-body <bytes>', 'the longest body of a request', parseWhole(1, 2 ** 30, 1_000_000), 1_000_000)
    .option('--max-rows <count>', 'the most rows of a request', parseWhole(1, 1_000_000, 1000), 1000)
    .option('--grace <seconds>', 'how long open requests may take when it stops', parseWhole(0, 3600, 10), 10)
    .option('--log', 'a line for each request, on stderr')
    .option('--json', 'print JSON Lines: where it listens, requests if --log asks for them, the end')
    .addHelpText('after', notes)
    .action(async (run: string, options: ServeOptions) => {
      const { serveCommand } = await import('./serve.js');
      await serveCommand(run, options, terminal);
    });
}

const notes = `
POST /predict takes JSON: a row {"sqft": 900, …}, a list of rows, or
{"rows": [row, …]}. Each row has a value for every column, null where it is
unknown. It answers {"target": …, "predictions": [{"prediction": …}, …]}, of
classes with {"probabilities": {class: share, …}} beside each prediction.
What does not fit is refused with {"error": what, where, and what to do}.
GET /openapi.json describes columns and answers, GET /health says that it runs.

Ctrl-C or SIGTERM: it takes no more connections, answers the open requests, and
ends with 0; a second signal ends it at once. There is no password and no
encryption: put a proxy that has them before it to serve other machines.

Examples:
  keepdims serve runs/houses
  keepdims serve runs/houses --port 0 --log
  curl localhost:8080/predict -H 'content-type: application/json' \\
    -d '{"sqft": 900, "beds": 2, "city": "GALT"}'`;
