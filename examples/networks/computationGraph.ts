// The course's computation graph, J = 3(a + bc) (§2.7-2.8): values forward, derivatives backward, and a picture.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add, backward, graph, multiply, variable } from '@keepdims/autograd';

const [a, b, c] = [variable(5, 'a'), variable(3, 'b'), variable(2, 'c')];
const u = multiply(b, c).named('u');
const v = add(a, u).named('v');
const J = multiply(3, v).named('J');

const derivatives = backward(J);
console.log(J.item(), [a, b, c].map((node) => derivatives.of(node).item()).join(' '));
// prints 33 3 6 9

for (const { phase, formula } of graph(J).steps()) console.log(`${phase}: ${formula}`);
// prints forward: 3
// prints forward: a = 5
// prints forward: b = 3
// prints forward: c = 2
// prints forward: u = b * c = 6
// prints forward: v = a + u = 11
// prints forward: J = 3 * v = 33
// prints backward: dJ = dJ/dJ = 1
// prints backward: dv = dJ/dv = 3
// prints backward: du = dJ/du = 3
// prints backward: da = dJ/da = 3
// prints backward: db = dJ/db = 6
// prints backward: dc = dJ/dc = 9

console.log(graph(J, { derivatives }).print());
// prints J = 3 * v = 33   dJ = 1
// prints ├─ 3
// prints └─ v = a + u = 11   dv = 3
// prints    ├─ a = 5   da = 3
// prints    └─ u = b * c = 6   du = 3
// prints       ├─ b = 3   db = 6
// prints       └─ c = 2   dc = 9

const picture = join(tmpdir(), 'computation-graph.svg');
writeFileSync(picture, graph(J, { derivatives }).toSvg()); // for a browser
