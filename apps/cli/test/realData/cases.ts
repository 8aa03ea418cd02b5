/** A file, and what is typed behind `keepdims train` for it, but for the seed. */
export interface RealCase {
  readonly name: string;
  /** A gzipped CSV file, from apps/cli. */
  readonly file: string;
  readonly options: string;
}

const bundled = '../../packages/datasets/data';

/** The files as they are published: four begin with no names of columns, three of them with a line of counts and classes instead. */
export const realCases: readonly RealCase[] = [
  { name: 'sacramento', file: `${bundled}/sacramento.csv.gz`, options: '--target price --epochs 100' },
  { name: 'ames', file: 'test/realData/ames.csv.gz', options: '--target Sale_Price --epochs 60' },
  { name: 'concrete', file: 'test/realData/concrete.csv.gz', options: '--target compressive_strength --epochs 200' },
  { name: 'penguins', file: `${bundled}/penguins.csv.gz`, options: '--target species --ignore year --epochs 60' },
  {
    name: 'breast cancer',
    file: `${bundled}/breastCancer.csv.gz`,
    options: '--skip-lines 1 --no-header --target column31 --epochs 60',
  },
  { name: 'digits', file: `${bundled}/digits.csv.gz`, options: '--no-header --target column65 --epochs 60' },
  {
    name: 'iris',
    file: `${bundled}/iris.csv.gz`,
    options: '--skip-lines 1 --no-header --target column5 --epochs 100',
  },
  {
    name: 'wine',
    file: `${bundled}/wine.csv.gz`,
    options: '--skip-lines 1 --no-header --target column14 --epochs 60',
  },
];

export const seeds: readonly number[] = Array.from({ length: 10 }, (_, i) => i + 1);
