import { fit } from './tabular/fit.js';

/** The preprocessor of tables: `tabular.fit(table, { target: 'price' })`. */
export const tabular = { fit } as const;
