import { gridSize } from '../worker/protocol.js';
import type { Opening } from '../worker/protocol.js';
import { contour } from './contour.js';
import { interpolate } from './interpolate.js';
import { fieldColour } from './palette.js';
import type { Palette } from './palette.js';

/** Columns and rows of the picture of the field: between the grid's nodes z is interpolated. */
const fieldSize = 192;

/**
 * Draws ŷ = σ(z) as a field of colour, the line ŷ = ½, and the points: discs for class 0, diamonds for class 1.
 *
 * @param context - Of a square canvas, `side` CSS pixels wide, already scaled to the screen's density.
 * @param grid - z on `gridSize` rows and columns, from edge to edge.
 */
export function drawBoundary(
  context: CanvasRenderingContext2D,
  side: number,
  opening: Opening,
  grid: ArrayLike<number>,
  palette: Palette,
): void {
  drawField(context, side, grid, palette);
  drawLine(context, side, grid, palette);
  drawPoints(context, side, opening, palette);
}

function drawField(context: CanvasRenderingContext2D, side: number, grid: ArrayLike<number>, palette: Palette): void {
  const small = document.createElement('canvas');
  small.width = fieldSize;
  small.height = fieldSize;
  const smallContext = small.getContext('2d');
  if (smallContext === null) return;
  const image = smallContext.createImageData(fieldSize, fieldSize);
  const colours = Array.from({ length: 256 }, (_, p) => fieldColour(palette.fields, p / 255));
  const scale = (gridSize - 1) / fieldSize;
  for (let row = 0; row < fieldSize; row++) {
    for (let column = 0; column < fieldSize; column++) {
      const z = interpolate(grid, gridSize, (row + 0.5) * scale, (column + 0.5) * scale);
      // Where a run has diverged there is no probability left: the middle colour.
      const p = Number.isNaN(z) ? 0.5 : 1 / (1 + Math.exp(-z));
      const pixel = 4 * (row * fieldSize + column);
      image.data.set(colours[Math.round(255 * p)] ?? palette.fields[1], pixel);
      image.data[pixel + 3] = 255;
    }
  }
  smallContext.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, side, side);
}

function drawLine(context: CanvasRenderingContext2D, side: number, grid: ArrayLike<number>, palette: Palette): void {
  const scale = side / (gridSize - 1);
  context.beginPath();
  for (const [x1, y1, x2, y2] of contour(grid, gridSize, 0)) {
    context.moveTo(x1 * scale, y1 * scale);
    context.lineTo(x2 * scale, y2 * scale);
  }
  context.lineCap = 'round';
  context.lineWidth = 2;
  context.strokeStyle = palette.ink;
  context.stroke();
}

function drawPoints(context: CanvasRenderingContext2D, side: number, opening: Opening, palette: Palette): void {
  const { points, bounds } = opening;
  const radius = Math.max(2.5, side / 140);
  context.lineWidth = 1;
  context.strokeStyle = palette.paper;
  for (const { x1, x2, label } of points) {
    const x = (side * (x1 - bounds.x1[0])) / (bounds.x1[1] - bounds.x1[0]);
    const y = (side * (bounds.x2[1] - x2)) / (bounds.x2[1] - bounds.x2[0]);
    context.beginPath();
    if (label === 0) {
      context.arc(x, y, radius, 0, 2 * Math.PI);
    } else {
      const reach = 1.35 * radius;
      context.moveTo(x, y - reach);
      context.lineTo(x + reach, y);
      context.lineTo(x, y + reach);
      context.lineTo(x - reach, y);
      context.closePath();
    }
    context.fillStyle = palette.classes[label];
    context.fill();
    context.stroke();
  }
}
