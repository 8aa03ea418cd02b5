import { imagesAsColumns } from '@keepdims/datasets';
import * as np from '@keepdims/ndarray';
import type { NDArray } from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';

/** Images as the course's files hold them, and their labels. */
export interface LabelledImages {
  /** Bytes, shape [m, 64, 64, 3]. */
  readonly pixels: NDArray<[number, 64, 64, 3], 'uint8'>;
  /** 0 or 1, shape [1, m]. */
  readonly labels: NDArray<[1, number], 'float64'>;
}

/** As many images and labels as the course has, all noise; golden.py draws the same. */
export function noiseImages(): { readonly train: LabelledImages; readonly test: LabelledImages } {
  const state = randomState(0);
  const draw = (m: number): LabelledImages => ({
    pixels: np.astype(state.randint(0, 256, [m, 64, 64, 3]), 'uint8'),
    labels: np.astype(state.randint(0, 2, [1, m]), 'float64'),
  });
  return { train: draw(209), test: draw(50) };
}

/** Images as columns of numbers from 0 to 1, shape [12288, m], with their labels [1, m]. */
export function columns({ pixels, labels }: LabelledImages): {
  readonly X: NDArray<[12288, number], 'float64'>;
  readonly Y: NDArray<[1, number], 'float64'>;
} {
  return { X: imagesAsColumns(pixels), Y: labels };
}
