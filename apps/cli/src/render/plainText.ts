// eslint-disable-next-line no-control-regex -- control characters are what it looks for.
const control = /[\u0000-\u001f\u007f-\u009f]+/g;

/** Text from a file, made safe for a terminal: control characters, which could move the cursor or change colours, become a space. */
export function plainText(text: string): string {
  return text.replace(control, ' ');
}
