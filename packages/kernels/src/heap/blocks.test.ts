import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Blocks } from './blocks.js';
import type { Block } from './blocks.js';

const [start, end] = [1000, 1_000_000];

it('never gives out a byte twice, keeps inside its stretch, and is one free block again when all are freed', () => {
  const steps = fc.array(fc.record({ bytes: fc.integer({ min: 0, max: 40_000 }), free: fc.nat(20) }), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(steps, (list) => {
      const blocks = new Blocks(start, end);
      const all = blocks.allocate(end - start - 128) as Block;
      blocks.free(all);
      const held: Block[] = [];
      for (const { bytes, free } of list) {
        const block = blocks.allocate(bytes);
        if (block !== undefined) {
          expect(block.size).toBeGreaterThanOrEqual(bytes);
          expect(block.pointer % 64).toBe(0);
          expect(block.pointer).toBeGreaterThanOrEqual(start);
          expect(block.pointer + block.size).toBeLessThanOrEqual(end);
          for (const other of held) {
            expect(block.pointer + block.size <= other.pointer || other.pointer + other.size <= block.pointer).toBe(
              true,
            );
          }
          held.push(block);
        }
        const [gone] = held.splice(free, 1);
        if (gone !== undefined) blocks.free(gone);
        expect(blocks.count).toBe(held.length);
        expect(blocks.used).toBe(held.reduce((sum, b) => sum + b.size, 0));
      }
      for (const block of held) blocks.free(block);
      expect([blocks.used, blocks.count]).toEqual([0, 0]);
      expect(blocks.allocate(end - start - 128)).toBeDefined();
    }),
  );
});

it('says when there is no room, and finds it again after a block is freed', () => {
  const blocks = new Blocks(0, 1024);
  const [a, b] = [blocks.allocate(512), blocks.allocate(512)];
  expect(blocks.allocate(1)).toBeUndefined();
  if (a !== undefined) blocks.free(a);
  expect(blocks.allocate(512)?.pointer).toBe(0);
  expect(b?.pointer).toBe(512);
});

it('takes a block back once, however often it is given', () => {
  const blocks = new Blocks(0, 1024);
  const a = blocks.allocate(64) as Block;
  blocks.free(a);
  blocks.free(a);
  expect(blocks.used).toBe(0);
});
