import type { Table } from '@keepdims/data';

/** The size of pictures, in pixels and numbers a pixel. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  /** 1: grey; 3: red, green, blue. */
  readonly channels: number;
}

/** What the command line knows of a data set beyond its table; most files have none of it but the table. */
export interface DataFacts {
  readonly table: Table;
  /** The column predicted unless --target names another. */
  readonly target?: string;
  readonly task?: 'regression' | 'classification';
  /** The target's unit, if it has one. */
  readonly unit?: string;
  /** The columns are the pixels of a picture, row by row; one that can be drawn on a terminal has a width. */
  readonly picture?: { readonly width?: number; readonly ink: number };
  /** Of pictures: what new ones must be made to be like them. */
  readonly image?: ImageShape;
  /** Why there is nothing to learn to predict, and what to do, as a sentence: pictures without labels. */
  readonly unlabelled?: string;
  /** The first so many rows are to be trained on, the others to be tested on, whatever the share. */
  readonly trainRows?: number;
}

/** A file that was read besides the one that was named. */
export interface Companion {
  /** Relative to the file that was named, or to the folder. */
  readonly name: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
}

/** What a reader makes of a file. */
export interface ReadData extends DataFacts {
  readonly companions?: readonly Companion[];
}
