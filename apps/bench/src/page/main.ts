import { backend } from '../backend.js';
import { chooseCases } from '../cases/chooseCases.js';
import { kernelFamilies } from '../cases/kernels/index.js';
import { quick, thorough } from '../harness.js';
import type { FloatDType } from '../job.js';
import { showFamily } from '../report/showFamily.js';
import { runFamily } from '../runFamily.js';

const form = element('options', HTMLFormElement);
const stop = element('stop', HTMLButtonElement);
const status = element('status', HTMLElement);
const results = element('results', HTMLElement);
let stopped = false;

const families = form.elements.namedItem('family');
if (families instanceof HTMLSelectElement) {
  families.add(new Option('all', ''));
  for (const { name, title } of kernelFamilies) families.add(new Option(title, name));
}
showEnvironment();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const family = data.get('family');
  const choice = data.get('dtype');
  void run({
    family: typeof family === 'string' ? family : '',
    dtypes: choice === 'float32' || choice === 'float64' ? [choice] : ['float32', 'float64'],
    isQuick: data.get('quick') !== null,
  });
});
stop.addEventListener('click', () => {
  stopped = true;
  status.textContent = 'Stopping after this case.';
});

/** Times the chosen cases; the tables are those of the command line. */
async function run(options: {
  readonly family: string;
  readonly dtypes: readonly FloatDType[];
  readonly isQuick: boolean;
}): Promise<void> {
  const { family: wanted, dtypes, isQuick } = options;
  const submit = form.querySelector('button[type=submit]');
  stopped = false;
  results.replaceChildren();
  submit?.setAttribute('disabled', '');
  stop.disabled = false;
  try {
    const chosen = chooseCases(
      kernelFamilies.filter(({ name }) => wanted === '' || name === wanted),
      { sizes: isQuick ? 'quick' : 'all', dtypes },
    );
    for (const family of chosen) {
      if (stopped) break;
      status.textContent = `Timing: ${family.family.title}, ${family.dtype}.`;
      const result = await runFamily(family, { effort: isQuick ? quick : thorough, isStopped: () => stopped });
      if (result.cases.length > 0) results.append(tableOf(showFamily(result)));
    }
    status.textContent = stopped ? 'Stopped.' : 'Done.';
  } catch (error) {
    status.textContent = `That failed: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    submit?.removeAttribute('disabled');
    stop.disabled = true;
    showEnvironment();
  }
}

/** A table that may be wider than the page, which scrolls by itself, by keyboard too. */
function tableOf(text: string): HTMLElement {
  const pre = document.createElement('pre');
  pre.textContent = text;
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', text.split('\n')[0] ?? '');
  return pre;
}

function showEnvironment(): void {
  const { name, threads, running } = backend();
  element('environment', HTMLElement).textContent =
    `${navigator.userAgent}; ${navigator.hardwareConcurrency} cores; kernels: ${name} on ${threads} thread${threads === 1 ? '' : 's'}` +
    `${running > 1 ? `, ${running} of them running` : ''}` +
    `${globalThis.crossOriginIsolated ? '' : '; not isolated: clocks are coarse, and threads are not possible'}.`;
}

function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${id}.`);
}
