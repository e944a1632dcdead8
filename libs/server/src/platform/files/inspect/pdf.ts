import { maxPages, type QuarantineReason } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { containsTestVirus } from './test-virus.js';
import { namesOf, partsOf, type Part } from './pdf-parts.js';

const inflated = promisify(inflate);
/** Text and objects of honest documents stay far below; pictures are not unpacked. */
const maxInflatedBytes = 32 * 1_048_576;
const maxInflatedTotal = 128 * 1_048_576;

/** Names of ISO 32000 that act when a document is opened or clicked, or carry another file. */
const verdictOf: ReadonlyMap<string, QuarantineReason> = new Map([
  ...['JS', 'JavaScript', 'Launch', 'RichMedia', 'XFA', 'ImportData'].map((name) => [name, 'active_content'] as const),
  ...['EmbeddedFile', 'EmbeddedFiles', 'EF', 'GoToE'].map((name) => [name, 'embedded_file'] as const),
]);
/** Looked for in packed bytes too, where a reader may see an object that this one takes for data; short names would be found by chance. */
const anywhere = [...verdictOf].filter(([name]) => name.length > 5).map(([name, reason]) => [Buffer.from(`/${name}`), reason] as const);

/**
 * Looks through the objects of a PDF, also packed ones, without rendering it.
 * @throws Refusal file.damaged, file.too_many_pages
 */
export async function inspectPdf(file: Buffer): Promise<QuarantineReason | null> {
  if (!/^%PDF-[12]\.\d/.test(file.toString('latin1', 0, 9))) throw new Refusal('file.damaged');
  const end = file.lastIndexOf('%%EOF');
  if (end < 0) throw new Refusal('file.damaged');
  if (/[^\s\0]/.test(file.toString('latin1', end + 5, end + 5 + 65_536)) || file.length > end + 5 + 65_536) return 'hidden_data';
  const seen = { pages: 0, unpacked: 0 };
  for (const part of partsOf(file)) {
    const reason = judge(part.text, seen) ?? (part.stream && (await judgeStream(part, part.stream, seen)));
    if (reason) return reason;
  }
  return null;
}

interface Seen {
  pages: number;
  unpacked: number;
}

/** Objects outside of packed data. */
function judge(text: Buffer, seen: Seen): QuarantineReason | undefined {
  let before = '';
  for (const name of namesOf(text)) {
    const reason = verdictOf.get(name);
    if (reason) return reason;
    if (before === 'Type' && name === 'Page' && ++seen.pages > maxPages) throw new Refusal('file.too_many_pages', { maxPages });
    before = name;
  }
  return undefined;
}

async function judgeStream({ dictionary }: Part, stream: Buffer, seen: Seen): Promise<QuarantineReason | undefined> {
  const raw = anywhere.find(([name]) => stream.includes(name));
  if (raw) return raw[1];
  const holdsObjects = dictionary.has('ObjStm');
  const packed = dictionary.has('FlateDecode') || dictionary.has('Fl');
  const otherwise = ['LZWDecode', 'ASCIIHexDecode', 'ASCII85Decode', 'RunLengthDecode', 'Crypt', 'Predictor'].some((name) =>
    dictionary.has(name),
  );
  if (holdsObjects && otherwise) return 'uninspectable';
  if (!packed) return holdsObjects ? judge(stream, seen) : undefined;
  if (dictionary.has('Image')) return undefined;
  try {
    const plain = await inflated(stream, { maxOutputLength: maxInflatedBytes });
    seen.unpacked += plain.length;
    if (seen.unpacked > maxInflatedTotal) return 'uninspectable';
    if (containsTestVirus(plain)) return 'malware';
    return holdsObjects ? judge(plain, seen) : undefined;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return tooLarge || holdsObjects ? 'uninspectable' : undefined;
  }
}
