/** Tell what is being done, on stderr: stdout belongs to the command. */
export function say(step) {
  console.error(`keepdims: ${step}`);
}
