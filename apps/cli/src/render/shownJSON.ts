import { shorten } from './width.js';

/** Levels of lists and objects within each other that a message shows. */
const mostLevels = 5;

/**
 * A value of JSON, for a message: as much of it as `most` characters hold. What is nested deeply is only called a list or an object:
 * JSON.parse reads any depth, but JSON.stringify may call itself for each level.
 */
export function shownJSON(value: unknown, most: number): string {
  if (typeof value === 'number') return String(value); // Infinity and NaN too
  if (hasLevels(value, mostLevels)) return shorten(JSON.stringify(value), most);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** Whether a value has at most so many levels. */
function hasLevels(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return most > 0 && Object.values(value).every((part) => hasLevels(part, most - 1));
}
