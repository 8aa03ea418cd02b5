export { compileErrors, type CompileOptions } from './compileErrors.js';
export { Dice } from './dice.js';
export { type DocExample, docExamples, runDocExample } from './docExamples.js';
export { exportedResults } from './exportedResults.js';
export { edit, mutate, type Mutation, splice } from './mutate.js';
export { numericGradient } from './numericGradient.js';
export { relativeDifference } from './relativeDifference.js';
export { ulpDistance } from './ulpDistance.js';
export { watchAllocations } from './watchAllocations.js';
