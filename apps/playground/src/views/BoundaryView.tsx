import { useEffect, useRef } from 'preact/hooks';
import { useWidth } from '../state/useWidth.js';
import type { Frame, Opening } from '../worker/protocol.js';
import { drawBoundary } from './drawBoundary.js';
import { showPercent } from './numbers.js';
import { readPalette } from './palette.js';

interface Props {
  readonly opening: Opening | undefined;
  readonly frame: Frame | undefined;
  /** Only so that the picture is drawn again when the colours change. */
  readonly dark: boolean;
}

/** The plane of x₁ and x₂: the points and what the network makes of every place. */
export function BoundaryView({ opening, frame, dark }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = useWidth(box);
  const grid = frame?.grid;

  useEffect(() => {
    if (opening === undefined || grid === undefined || side === 0) return;
    const request = requestAnimationFrame(() => {
      const context = canvas.current?.getContext('2d') ?? null;
      if (canvas.current === null || context === null) return;
      const density = Math.min(devicePixelRatio, 2);
      canvas.current.width = Math.round(side * density);
      canvas.current.height = Math.round(side * density);
      context.setTransform(density, 0, 0, density, 0, 0);
      drawBoundary(context, side, opening, grid, readPalette(canvas.current));
    });
    return () => cancelAnimationFrame(request);
  }, [opening, grid, side, dark]);

  return (
    <figure class="plane">
      <div ref={box} class="plane-box">
        <canvas ref={canvas} role="img" aria-label={describe(opening, frame)} />
        <span class="axis axis-x" aria-hidden="true">
          <i>x</i>₁ →
        </span>
        <span class="axis axis-y" aria-hidden="true">
          ↑ <i>x</i>₂
        </span>
      </div>
      <figcaption>
        <span class="key">
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="4.5" class="class-0" />
          </svg>
          class 0
        </span>
        <span class="key">
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d="M6 .5 11.5 6 6 11.5 .5 6z" class="class-1" />
          </svg>
          class 1
        </span>
        <span class="key">
          <svg viewBox="0 0 18 12" width="18" height="12" aria-hidden="true">
            <path d="M1 6h16" class="boundary" />
          </svg>
          boundary, <i>ŷ</i> = ½
        </span>
      </figcaption>
    </figure>
  );
}

function describe(opening: Opening | undefined, frame: Frame | undefined): string {
  if (opening === undefined || frame === undefined) return 'The plane of x1 and x2, loading';
  return (
    `The plane of x1 and x2 with ${opening.points.length} points of two classes. ` +
    `The network puts ${showPercent(frame.accuracy)} of them on the right side of its boundary.`
  );
}
