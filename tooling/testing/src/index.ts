export { compileErrors, type CompileOptions } from './compileErrors.js';
export { type DocExample, docExamples, runDocExample } from './docExamples.js';
export { exportedResults } from './exportedResults.js';
export { numericGradient } from './numericGradient.js';
export { relativeDifference } from './relativeDifference.js';
export { ulpDistance } from './ulpDistance.js';
