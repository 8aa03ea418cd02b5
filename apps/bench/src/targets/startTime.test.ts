import { describe, expect, it } from 'vitest';
import { appFolder } from '../appFolder.js';
import { startTime } from './startTime.js';

describe('startTime', () => {
  it('is a time, from processes that succeed', () => {
    const ms = startTime(appFolder(), 1);
    expect(ms).toBeGreaterThan(-500);
    expect(ms).toBeLessThan(5000);
  });
});
