import { fit } from './tabular/fit.js';
import { decideTarget } from './tabular/fitTarget.js';

/** The preprocessor of tables: `tabular.fit(table, { target: 'price' })`, and the decision on a target that it takes. */
export const tabular = { fit, decideTarget } as const;
