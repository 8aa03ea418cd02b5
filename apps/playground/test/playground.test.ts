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
    `SKIPPED: the playground's browser tests need Chromium, and there is none at ${executablePath}. ` +
      'Install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH to where it is.',
  );
}

/** Other packages may be testing at the same time: patience, but eager looks. */
const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000, interval: 50 });

// Where CI is set a missing browser is no excuse: the tests run, and fail at its launch.
describe.skipIf(!hasBrowser && !inCi)('the built page in Chromium', () => {
  let server: PreviewServer;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    if (!existsSync(`${root}dist/index.html`))
      throw new Error('There is no dist/index.html: run `npm run build` first.');
    server = await preview({ root, logLevel: 'error', preview: { port: 0, strictPort: false } });
    address = server.resolvedUrls?.local[0] ?? '';
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /**
   * Opens the page, runs `use`, and insists that nothing else went wrong meanwhile than `expected`: no complaint and no request to
   * elsewhere. `sabotage` is run in the page before anything of its own.
   */
  async function visit(
    options: {
      width: number;
      height: number;
      hash?: string;
      colorScheme?: 'light' | 'dark';
      sabotage?: () => void;
      expected?: readonly unknown[];
    },
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const { width, height, hash = '', colorScheme = 'light', sabotage, expected = [] } = options;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    try {
      const page = await context.newPage();
      if (sabotage !== undefined) await page.addInitScript(sabotage);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
      page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
      page.on('request', (request) => {
        if (!request.url().startsWith(address)) complaints.push(`request to elsewhere: ${request.url()}`);
      });
      await page.goto(address + hash);
      await waitForEpoch(page, (epoch) => epoch === 0);
      await use(page);
      expect(complaints).toEqual(expected);
    } finally {
      await context.close();
    }
  }

  const number = async (page: Page, id: 'epoch' | 'cost' | 'accuracy'): Promise<number> =>
    Number(((await page.getByTestId(id).textContent()) ?? '').replace(/[,%\s]/g, ''));

  async function waitForEpoch(page: Page, accept: (epoch: number) => boolean): Promise<void> {
    await poll(async () => accept(await number(page, 'epoch'))).toBe(true);
  }

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  const screenshot = (page: Page, name: string) =>
    page.screenshot({ path: `${root}.reports/${name}.png`, fullPage: true });

  const sidewaysScroll = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  it('plays, pauses, steps and goes back at 1280 px', async () => {
    await visit({ width: 1280, height: 800 }, async (page) => {
      const initial = await number(page, 'cost');
      expect(initial).toBeGreaterThan(0.5);

      await button(page, 'Step').click();
      await waitForEpoch(page, (epoch) => epoch === 1);
      const afterOne = await number(page, 'cost');
      expect(afterOne).not.toBe(initial);

      await button(page, 'Play').click();
      await waitForEpoch(page, (epoch) => epoch >= 1000);
      expect(await number(page, 'cost')).toBeLessThan(initial - 0.15);
      expect(await number(page, 'accuracy')).toBeGreaterThan(75);
      await screenshot(page, 'playing-1280');

      await button(page, 'Pause').click();
      await button(page, 'Play').waitFor();
      const paused = await number(page, 'epoch');
      await page.waitForTimeout(300);
      expect(await number(page, 'epoch')).toBe(paused);

      await button(page, 'Step').click();
      await waitForEpoch(page, (epoch) => epoch === paused + 1);

      await button(page, 'Reset').click();
      await waitForEpoch(page, (epoch) => epoch === 0);
      expect(await number(page, 'cost')).toBe(initial);
      await button(page, 'Step').click();
      await waitForEpoch(page, (epoch) => epoch === 1);
      expect(await number(page, 'cost')).toBe(afterOne);

      await button(page, 'New seed').click();
      await waitForEpoch(page, (epoch) => epoch === 0);
      expect(await number(page, 'cost')).not.toBe(initial);
    });
  });

  it('is usable by keyboard alone', async () => {
    await visit({ width: 1280, height: 800 }, async (page) => {
      const initial = await number(page, 'cost');
      await page.keyboard.press('Tab');
      await poll(() => focused(page)).toBe('Play');
      await page.keyboard.press('Enter');
      await waitForEpoch(page, (epoch) => epoch > 200);
      expect(await focused(page)).toBe('Pause');
      await page.keyboard.press('Space');
      await button(page, 'Play').waitFor();
      expect(await number(page, 'cost')).toBeLessThan(initial);

      await page.getByRole('radio', { name: 'Flower' }).focus();
      await page.keyboard.press('ArrowRight');
      await poll(() => new URL(page.url()).hash).toContain('data=moons');
      await waitForEpoch(page, (epoch) => epoch === 0);
      await page.getByRole('slider').focus();
      await page.keyboard.press('ArrowLeft');
      await poll(() => new URL(page.url()).hash).toContain('alpha=0.6');
      const outline = await page.getByRole('slider').evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline).toBe('solid');
    });
  });

  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

  it('fits 360 px, and learns there too', async () => {
    await visit({ width: 360, height: 740 }, async (page) => {
      const initial = await number(page, 'cost');
      expect(await sidewaysScroll(page)).toBe(0);
      await button(page, 'Play').click();
      await waitForEpoch(page, (epoch) => epoch >= 500);
      expect(await number(page, 'cost')).toBeLessThan(initial);
      await button(page, 'Pause').click();
      await button(page, 'Play').waitFor();
      expect(await sidewaysScroll(page)).toBe(0);
      await screenshot(page, 'learned-360');
    });
  });

  it('has a dark side', async () => {
    await visit({ width: 1280, height: 800, colorScheme: 'dark' }, async (page) => {
      await button(page, 'Play').click();
      await waitForEpoch(page, (epoch) => epoch >= 500);
      await button(page, 'Pause').click();
      await button(page, 'Play').waitFor();
      await screenshot(page, 'dark-1280');
      const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(paper).toBe('rgb(21, 24, 29)');
    });
  });

  it('takes its experiment from the address, and shows its shapes', async () => {
    const hash = '#v=1&data=circles&hidden=5-3&activation=relu&alpha=0.1&batch=32&seed=7';
    await visit({ width: 1280, height: 800, hash }, async (page) => {
      expect(new URL(page.url()).hash).toBe(hash);
      expect(await page.getByRole('radio', { name: 'Circles' }).isChecked()).toBe(true);
      expect(await page.getByLabel('Units in hidden layer 2').inputValue()).toBe('3');
      const table = page.locator('.layers table');
      expect(await table.textContent()).toContain('W[2] (3, 5)');
      await page.getByRole('group', { name: 'Hidden layers' }).getByRole('radio', { name: '0' }).check();
      await poll(() => table.textContent()).toContain('W[1] (1, 2)');
      expect(new URL(page.url()).hash).toContain('hidden=none');
    });
  });

  it('survives a hostile address', async () => {
    const hash = '#v=1&data=<script>&hidden=999999999-1&activation=__proto__&alpha=1e999&batch=-1&seed=1e400';
    await visit({ width: 1280, height: 800, hash }, async (page) => {
      expect(new URL(page.url()).hash).toBe(
        '#v=1&data=flower&hidden=50-1&activation=tanh&alpha=10&batch=full&seed=4294967295',
      );
      await button(page, 'Step').click();
      await waitForEpoch(page, (epoch) => epoch === 1);
    });
  });

  it('explains a run that diverges, and lets it be reset', async () => {
    const hash = '#v=1&data=flower&hidden=8-8&activation=identity&alpha=10&batch=full&seed=3';
    await visit({ width: 360, height: 740, hash }, async (page) => {
      await button(page, 'Play').click();
      const alert = page.getByRole('alert');
      await poll(() => alert.textContent()).toMatch(/diverged at epoch \d+.*smaller α/s);
      expect(await button(page, 'Play').getAttribute('aria-disabled')).toBe('true');
      expect(await sidewaysScroll(page)).toBe(0);
      await screenshot(page, 'diverged-360');
      await button(page, 'Reset').click();
      await waitForEpoch(page, (epoch) => epoch === 0);
      expect(await alert.textContent()).toBe('');
    });
  });

  it('stops, and says so, when a frame comes to grief on the page', async () => {
    const sabotage = (): void => {
      // The page answers each frame through a port: let one answer fail.
      const original = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'postMessage')?.value as () => unknown; // a method
      let spoilt = false;
      MessagePort.prototype.postMessage = function (...args: []) {
        if (spoilt) return original.apply(this, args);
        spoilt = true;
        throw new DOMException('Sabotaged.', 'DataCloneError');
      };
    };
    const expected = [expect.stringContaining('Unserializable return value')];
    await visit({ width: 360, height: 740, sabotage, expected }, async (page) => {
      await button(page, 'Play').click();
      const alert = page.getByRole('alert');
      await poll(() => alert.textContent()).toMatch(
        /stopped working.*Unserializable return value.*Load the page again/s,
      );
      await button(page, 'Play').waitFor();
      const stopped = await number(page, 'epoch');
      await page.waitForTimeout(300);
      expect(await number(page, 'epoch')).toBe(stopped);
      expect(await sidewaysScroll(page)).toBe(0);
      await screenshot(page, 'failed-360');
    });
  });

  it('sends its content security policy with the page and with the worker, and carries it in the page', async () => {
    await visit({ width: 1280, height: 800 }, async (page) => {
      const carried = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
      expect(carried).toMatch(/^default-src 'self'; script-src 'self' 'wasm-unsafe-eval';/);
      const worker = page.workers()[0]?.url();
      expect(worker).toContain(address);
      for (const url of [address, worker ?? '']) {
        const response = await fetch(url);
        expect(response.headers.get('content-security-policy'), url).toBe(`${carried}; frame-ancestors 'none'`);
      }
      // It holds in the worker: 'self' leaves out what an address itself contains.
      const loaded = await page
        .workers()[0]
        ?.evaluate(() => fetch('data:,x').then((response) => response.text(), String));
      expect(loaded).toBe('TypeError: Failed to fetch');
    });
  });

  it('cannot be framed', async () => {
    const page = await browser.newPage();
    try {
      await page.setContent(`<iframe src="${address}"></iframe>`);
      await poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    } finally {
      await page.close();
    }
  });

  it('tells the cost in a table too', async () => {
    await visit({ width: 1280, height: 800 }, async (page) => {
      await button(page, 'Step').click();
      await waitForEpoch(page, (epoch) => epoch === 1);
      await page.getByText('As a table').click();
      const rows = page.locator('.cost details tbody tr');
      await poll(() => rows.count()).toBe(2);
      expect(await rows.last().textContent()).toContain(await page.getByTestId('cost').textContent());
    });
  });

  it('keeps training while the page is busy', async () => {
    await visit({ width: 1280, height: 800 }, async (page) => {
      const block = (ms: number) =>
        page.evaluate((ms) => {
          const until = performance.now() + ms;
          while (performance.now() < until);
        }, ms);
      await button(page, 'Play').click();
      await waitForEpoch(page, (epoch) => epoch > 100);
      const start = await number(page, 'epoch');
      await page.waitForTimeout(1000);
      const free = (await number(page, 'epoch')) - start;

      const before = await number(page, 'epoch');
      await block(1000);
      await button(page, 'Pause').click();
      await button(page, 'Play').waitFor();
      expect((await number(page, 'epoch')) - before).toBeGreaterThan(free / 2);
    });
  });

  it('leaves the page responsive while a large network trains', async () => {
    await visit({ width: 1280, height: 800, hash: '#v=1&hidden=50-50-50-50' }, async (page) => {
      await button(page, 'Play').click();
      await waitForEpoch(page, (epoch) => epoch > 0);
      const longest = await page.evaluate(async () => {
        let longest = 0;
        let last = performance.now();
        for (let i = 0; i < 30; i++) {
          await new Promise(requestAnimationFrame);
          longest = Math.max(longest, performance.now() - last);
          last = performance.now();
        }
        return longest;
      });
      expect(longest).toBeLessThan(1000);
      await button(page, 'Pause').click();
      await button(page, 'Play').waitFor();
    });
  });
});
