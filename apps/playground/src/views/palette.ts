/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The colours that a canvas needs, which can't use the style sheet's variables itself. */
export interface Palette {
  readonly fields: readonly [Rgb, Rgb, Rgb];
  readonly classes: readonly [string, string];
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
}

/** Reads the style sheet's colours as they are now (light or dark). */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    fields: [rgbOf(colour('field-0')), rgbOf(colour('field-middle')), rgbOf(colour('field-1'))],
    classes: [colour('class-0'), colour('class-1')],
    paper: colour('paper'),
    ink: colour('ink'),
    muted: colour('muted'),
    line: colour('line'),
    accent: colour('accent'),
  };
}

/** The colour of a probability: the first field's at 0, the middle's at ½, the second's at 1. */
export function fieldColour([low, middle, high]: Palette['fields'], p: number): Rgb {
  const [from, to, part] = p < 0.5 ? [low, middle, 2 * p] : [middle, high, 2 * p - 1];
  const mix = (i: 0 | 1 | 2): number => Math.round(from[i] + part * (to[i] - from[i]));
  return [mix(0), mix(1), mix(2)];
}

/** The parts of a colour written as `#rrggbb`; black for anything else. */
export function rgbOf(hex: string): Rgb {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i
    .exec(hex)
    ?.slice(1)
    .map((part) => parseInt(part, 16));
  return [parts?.[0] ?? 0, parts?.[1] ?? 0, parts?.[2] ?? 0];
}
