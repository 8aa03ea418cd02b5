/** A study: something of the course that one measures rather than believes. */
export interface Study<Measured> {
  /** The sections of the course it belongs to. */
  readonly sections: string;
  /** Train, and keep the numbers that matter. */
  readonly measure: () => Measured;
  /** What they say, line by line. */
  readonly conclude: (measured: Measured) => readonly string[];
  /** The picture, as the text of an SVG file. */
  readonly draw: (measured: Measured) => string;
}

/** What a study has found. */
export interface Found<Measured = unknown> {
  readonly sections: string;
  readonly measured: Measured;
  readonly conclusion: readonly string[];
  /** The text of an SVG file. */
  readonly picture: string;
}

/** Make a study of its parts: a function that runs it. */
export function defineStudy<Measured>({ sections, measure, conclude, draw }: Study<Measured>): () => Found<Measured> {
  return () => {
    const measured = measure();
    return { sections, measured, conclusion: conclude(measured), picture: draw(measured) };
  };
}
