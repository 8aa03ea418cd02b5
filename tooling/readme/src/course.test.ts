import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const page = new URL('../../../docs/course.md', import.meta.url);
const links = [...readFileSync(fileURLToPath(page), 'utf8').matchAll(/\]\(([^)#]+)\)/g)].map(
  ([, target = '']) => target,
);

it('has links', () => {
  expect(links.length).toBeGreaterThan(20);
});

it.each([...new Set(links)])('links to something that is there: %s', (target) => {
  expect(existsSync(new URL(target, page))).toBe(true);
});
