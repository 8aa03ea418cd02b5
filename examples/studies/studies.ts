import type { Found } from './study.js';

/** The studies, in the order of the course. Each is loaded when it is asked for. */
export const studies: Readonly<Record<string, () => Promise<{ readonly default: () => Found }>>> = {
  scale: () => import('./scale.js'),
  squaredError: () => import('./squaredError.js'),
  learningRate: () => import('./learningRate.js'),
  flowerHidden: () => import('./flowerHidden.js'),
  activations: () => import('./activations.js'),
  linearCollapse: () => import('./linearCollapse.js'),
  symmetry: () => import('./symmetry.js'),
  initialScale: () => import('./initialScale.js'),
  parityDepth: () => import('./parityDepth.js'),
};
