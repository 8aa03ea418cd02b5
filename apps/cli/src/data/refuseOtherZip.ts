import { CliError } from '../errors.js';

/**
 * Refuse zip files of other programs that are often given in place of npz, by a sentence that says what to save instead.
 *
 * Their first entry tells them apart. What is none of them is left to the reader of npz.
 *
 * @param bytes - A file that begins as a zip file does.
 * @param name - Its name, for messages.
 * @throws CliError for a spreadsheet, and for what `torch.save` writes.
 */
export function refuseOtherZip(bytes: Uint8Array, name: string): void {
  const entry = firstEntry(bytes);
  if (/^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|mimetype$)/.test(entry)) {
    throw new CliError(
      `${name} is a spreadsheet or another office document; save its table as "CSV UTF-8", and name that file.`,
    );
  }
  if (/^[^/]+\/data\.pkl$/.test(entry)) {
    throw new CliError(
      `${name} is a pickle of torch.save, which can run code when it is loaded: it is not read. Save an ONNX file with torch.onnx.export, or the parameters with np.savez(file, **{k: v.numpy() for k, v in model.state_dict().items()}).`,
    );
  }
}

/** The name in the first local header; empty if there is none. */
function firstEntry(bytes: Uint8Array): string {
  if (bytes.length < 30) return '';
  const length = (bytes[26] ?? 0) + 256 * (bytes[27] ?? 0);
  return Buffer.from(bytes.subarray(30, 30 + length)).toString('latin1');
}
