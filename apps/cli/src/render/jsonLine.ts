/** One line of JSON Lines as every `--json` prints them: numbers that JSON has no way to write are null. */
export function jsonLine(type: string, value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ schemaVersion: 1, type, ...value })}\n`;
}
