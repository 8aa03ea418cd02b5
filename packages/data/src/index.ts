export { FittedScaler, scalerFromJSON } from './affineScaler.js';
export type { Scaled, Scaler, ScalerJSON } from './affineScaler.js';
export { isMissing, parseNumber } from './tabular/cell.js';
export { CsvReader } from './csvReader.js';
export { batches } from './batches.js';
export type { Batch } from './batches.js';
export { FormatError } from '@keepdims/shapes';
export type { FormatErrorDetails } from '@keepdims/shapes';
export { fromRows } from './fromRows.js';
export type { Cell, FromRowsOptions } from './fromRows.js';
export { minMaxScaler } from './minMaxScaler.js';
export { oneHot } from './oneHot.js';
export type { LabelCount } from './oneHot.js';
export { readCsv } from './readCsv.js';
export type { ReadCsvOptions } from './readCsv.js';
export type { Columns } from './sameExamples.js';
export { splitIndices } from './splitIndices.js';
export type { RandomSource, SplitIndices, SplitOptions } from './splitIndices.js';
export { standardScaler } from './standardScaler.js';
export { Table } from './table.js';
export type { NumberCells, TableParts } from './table.js';
export { tabular } from './tabular.js';
export type {
  CategoryColumn,
  ClassTarget,
  FeatureColumn,
  NumberColumn,
  NumberTarget,
  Target,
} from './tabular/columns.js';
export type { UnseenCategories } from './tabular/encode.js';
export type { TabularFitOptions } from './tabular/fit.js';
export type { DecidedTarget } from './tabular/fitTarget.js';
export { Tabular } from './tabular/fittedTabular.js';
export type { TabularJSON, TransformedTable } from './tabular/fittedTabular.js';
export { tabularFromJSON } from './tabular/tabularFromJSON.js';
export { trainTestSplit } from './trainTestSplit.js';
export type { TrainTestSplit, TrainTestSplitOptions } from './trainTestSplit.js';
