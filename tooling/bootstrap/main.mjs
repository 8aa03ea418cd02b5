/**
 * What `npm start`, `npm test`, `npm run bench`, `npm run playground`, `npm run study` and `npm run example` run:
 * node tooling/bootstrap/main.mjs COMMAND [ARGS].
 *
 * It needs nothing but node and npm: it installs the dependencies if they are missing or changed, builds what the command needs if that
 * changed, and runs it. What it does is said on stderr, one line a step; stdout belongs to the command.
 *
 * This file stays readable for old versions of node, so that they get a sentence instead of a syntax error; the rest is imported after.
 */
import { nodeProblem } from './nodeProblem.mjs';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  import('./commands.mjs').then(({ runCommand }) => runCommand(process.argv[2], process.argv.slice(3)));
}
