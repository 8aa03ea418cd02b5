import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { preview } from 'vite';
import type { PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
// The second is what the bootstrap found on the search path.
const executablePath =
  [process.env.CHROMIUM_PATH, process.env.KEEPDIMS_CHROMIUM, '/usr/bin/chromium'].find(Boolean) ?? '';
const hasBrowser = existsSync(executablePath);
const inCi = process.env.CI !== undefined && process.env.CI !== '';

if (!hasBrowser && !inCi) {
  console.warn(
    `SKIPPED: the tests of the benchmarks' page need Chromium, and there is none at ${executablePath}. ` +
      'Install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH to where it is.',
  );
}

// Where CI is set a missing browser is no excuse: the tests run, and fail at its launch.
describe.skipIf(!hasBrowser && !inCi)('the built page in Chromium', () => {
  let server: PreviewServer;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    if (!existsSync(`${root}dist/page/index.html`)) {
      throw new Error('There is no dist/page/index.html: run `npm run build` first.');
    }
    server = await preview({ root, logLevel: 'error', preview: { port: 0, strictPort: false } });
    address = server.resolvedUrls?.local[0] ?? '';
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens the page and insists that nothing complains and nothing is asked of another place. */
  async function visit(
    width: number,
    use: (page: Page) => Promise<void>,
    changeHeaders: (headers: Record<string, string>) => void = () => undefined,
  ): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) complaints.push(request.url());
      });
      // As another server would send the page.
      await page.route(address, async (route) => {
        const response = await route.fetch();
        const headers = response.headers();
        changeHeaders(headers);
        await route.fulfill({ response, headers });
      });
      await page.goto(address);
      await use(page);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  }

  it('times kernels and shows the table of the command line', async () => {
    await visit(1100, async (page) => {
      await page.getByLabel('Cases').selectOption('gemm');
      await page.locator('[name=dtype]').selectOption('float64');
      await page.getByRole('button', { name: 'Run' }).click();
      await expect.poll(() => page.getByRole('status').textContent(), { timeout: 50_000 }).toBe('Done.');
      const tables = await page.locator('pre').allTextContents();
      expect(tables).toHaveLength(1);
      expect(tables[0]).toContain('kernels/gemm: product of two n x n matrices, float64');
      expect(tables[0]).toMatch(/^ {2}256 .*(GFLOP\/s|-) /m);
      expect(tables[0]).toContain('The answers');
    });
  });

  const environmentOf = (page: Page): Promise<string | null> => page.locator('#environment').textContent();

  it('is isolated and says what computes', async () => {
    await visit(1100, async (page) => {
      const text = await environmentOf(page);
      expect(text).toMatch(/kernels: (relaxed-)?simd on \d+ thread/);
      expect(text).not.toContain('not isolated');
    });
  });

  it('shares large products with web workers', async () => {
    await visit(1100, async (page) => {
      await page.getByLabel('Cases').selectOption('gemm');
      for (let i = 0; i < 5 && !/[2-8] of them running/.test((await environmentOf(page)) ?? ''); i++) {
        await page.getByRole('button', { name: 'Run' }).click();
        await expect.poll(() => page.getByRole('status').textContent(), { timeout: 50_000 }).toBe('Done.');
      }
      expect(await environmentOf(page)).toMatch(/on ([2-8]) threads, \1 of them running/);
    });
  });

  it('computes on one thread where a page is not isolated', async () => {
    await visit(
      1100,
      async (page) => {
        const text = await environmentOf(page);
        expect(text).toMatch(/kernels: (relaxed-)?simd on 1 thread;/);
        expect(text).toContain('not isolated');
      },
      (headers) => {
        delete headers['cross-origin-opener-policy'];
        delete headers['cross-origin-embedder-policy'];
      },
    );
  });

  it('computes in plain TypeScript where the policy forbids WebAssembly', async () => {
    await visit(
      1100,
      async (page) => {
        expect(await environmentOf(page)).toContain('kernels: reference on 1 thread');
        await page.getByLabel('Cases').selectOption('call');
        await page.getByRole('button', { name: 'Run' }).click();
        await expect.poll(() => page.getByRole('status').textContent(), { timeout: 50_000 }).toBe('Done.');
      },
      (headers) => {
        headers['content-security-policy'] = "script-src 'self'";
      },
    );
  });

  it('stops when asked', async () => {
    await visit(1100, async (page) => {
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect.poll(() => page.getByRole('status').textContent(), { timeout: 50_000 }).toBe('Stopped.');
      expect(await page.getByRole('button', { name: 'Run' }).isEnabled()).toBe(true);
    });
  });

  it('fits a phone: only tables scroll sideways', async () => {
    await visit(360, async (page) => {
      await page.getByLabel('Cases').selectOption('call');
      await page.getByRole('button', { name: 'Run' }).click();
      await expect.poll(() => page.getByRole('status').textContent(), { timeout: 50_000 }).toBe('Done.');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });
});
