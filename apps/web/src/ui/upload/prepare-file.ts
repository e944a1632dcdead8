import { outlineOfJpeg } from '@alliance/domain/document/jpeg';

const hashedAtOnce = 200 * 1_048_576;
const photographs = 40 * 1_048_576;

export interface PreparedFile {
  readonly file: File;
  /** SHA-256 in hexadecimal; undefined where this browser computes none (a page without TLS). */
  readonly sha256: string | undefined;
}

/** A file as it is sent. Cameras hang data of their own behind a JPEG (films, depth maps), which nobody could tell from something hidden. */
export async function prepareFile(chosen: File): Promise<PreparedFile> {
  const file = await trimmed(chosen);
  return { file, sha256: await digestOf(file) };
}

async function trimmed(file: File): Promise<File> {
  if (file.size < 4 || file.size > photographs) return file;
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first !== 0xff || second !== 0xd8) return file;
  const end = outlineOfJpeg(new Uint8Array(await file.arrayBuffer()))?.end ?? file.size;
  return end < file.size ? new File([file.slice(0, end)], file.name, { type: file.type }) : file;
}

async function digestOf(file: File): Promise<string | undefined> {
  const subtle = (crypto as { readonly subtle?: SubtleCrypto }).subtle;
  if (!subtle || file.size > hashedAtOnce) return undefined;
  const digest = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
