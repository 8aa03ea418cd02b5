import type { Config } from '../state/config.js';
import type { CostSeries } from '../state/costHistory.js';

/** What doesn't change during a run: the points and the network's shapes. */
export interface Opening {
  readonly points: readonly Point[];
  readonly bounds: Bounds;
  readonly layers: readonly LayerShapes[];
  /** How many numbers in all the W and b are. */
  readonly parameters: number;
}

export interface Point {
  readonly x1: number;
  readonly x2: number;
  readonly label: 0 | 1;
}

/** The square of the plane that is drawn. */
export interface Bounds {
  readonly x1: readonly [low: number, high: number];
  readonly x2: readonly [low: number, high: number];
}

export interface LayerShapes {
  readonly units: number;
  readonly activation: string;
  readonly W: readonly [number, number];
  readonly b: readonly [number, number];
}

/** The state of a run at one epoch. */
export interface Frame {
  /** Counts up through the worker's life, so that a frame that arrives late can be dropped. */
  readonly serial: number;
  readonly epoch: number;
  readonly cost: number;
  /** The part of the training examples on the right side of the boundary, 0 to 1. */
  readonly accuracy: number;
  readonly history: CostSeries;
  /** The output unit's z over the square, so that ŷ = σ(z): `gridSize` rows from the top edge to the bottom edge. */
  readonly grid: Float32Array;
  readonly playing: boolean;
  readonly diverged: boolean;
}

/** Columns and rows of the grid on which the boundary is drawn. */
export const gridSize = 64;

/** What the page can ask of the worker. */
export interface TrainingWorker {
  /** Starts an experiment at epoch 0, paused. `onFrame` gets a frame now and then while it plays. */
  open(config: Config, onFrame: (frame: Frame) => void): { opening: Opening; frame: Frame };
  /** Trains until told otherwise: as fast as it goes, or ten epochs a second to watch. */
  play(slow: boolean): Frame;
  pause(): Frame;
  /** One epoch. */
  step(): Frame;
  /** Back to epoch 0 and the same initial weights, paused. */
  reset(): Frame;
}
