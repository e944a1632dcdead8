const edge = 1_024;
/** The end of a ZIP may stand before a comment of 65,535 bytes. */
const zipEnd = 65_557;
const archives = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('Rar!\x1a\x07', 'latin1'), Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1')];
const endOfZip = Buffer.from('PK\x05\x06', 'latin1');
const page = /<(!doctype\s|html[\s>]|script[\s>]|svg[\s>]|iframe[\s>]|\?php)/i;
export const edgeBytes = zipEnd;

/**
 * Whether an archive or a page begins or ends where other programs look for one.
 * @param head at least the first kilobyte
 * @param tail up to the last 64 kB
 */
export function hidesAtEdges(head: Buffer, tail: Buffer): boolean {
  const [first, last] = [head.subarray(0, edge), tail.subarray(-edge)];
  return (
    [first, last].some((part) => archives.some((archive) => part.includes(archive)) || page.test(part.toString('latin1'))) ||
    tail.subarray(-zipEnd).includes(endOfZip)
  );
}
