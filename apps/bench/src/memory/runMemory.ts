import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { appFolder } from '../appFolder.js';
import type { MemoryResult } from './memoryResult.js';
import { judge } from './watch.js';
import { workloads } from './workloads.js';
import type { Workload } from './workloads.js';

/** The workloads whose name, `memory/NAME`, contains the filter. */
export function chooseWorkloads(filter: string): readonly Workload[] {
  return workloads.filter(({ name }) => `memory/${name}`.includes(filter));
}

/** Do a workload in a process of its own, built beside this program, and judge its memory. */
export async function runMemory(workload: Workload): Promise<MemoryResult> {
  const child = spawn(process.execPath, [join(appFolder(), 'dist', 'memory.js'), workload.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, closing] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const code: unknown = closing[0];
  if (code !== 0) throw new Error(`The process that does ${workload.name} many times ended with code ${String(code)}.`);
  return judge(workload, JSON.parse(output) as MemoryResult['readings']); // by memory/main.ts
}
