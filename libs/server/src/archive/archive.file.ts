import { archiveName } from '@alliance/domain/archive/archive-name';
import type { ArchiveBundle } from '@alliance/domain/archive/archive.types';
import { envelope } from '../platform/crypto/digest.js';
import type { SealedBundle } from './archive.queries.js';
import { archivePdf } from './pdf/archive-pdf.js';

export interface ArchiveFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string;
}

/** A function of the sealed bytes alone: whoever asks gets the same file. */
export async function fileOf(sealed: SealedBundle, format: 'json' | 'pdf'): Promise<ArchiveFile> {
  const name = archiveName(sealed.number, sealed.version);
  const json = envelope(sealed);
  if (format === 'json') return { bytes: json, type: 'application/json', name: `${name}.json` };
  const bundle = JSON.parse(sealed.bundle) as ArchiveBundle;
  return { bytes: await archivePdf({ bundle, sha256: sealed.sha256, json }), type: 'application/pdf', name: `${name}.pdf` };
}
