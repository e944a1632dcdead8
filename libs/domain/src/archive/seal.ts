import { archiveFormat, type ArchiveBundle, type ArchivedReferral } from './archive.types.js';
import { sealCause } from './seal-cause.js';

/** The version that was sealed last. */
export interface Sealed {
  readonly version: number;
  readonly sha256: string;
  readonly referral: ArchivedReferral;
}

/** The next version of an archive; null when nothing changed that is sealed. */
export function nextBundle(last: Sealed | null, referral: ArchivedReferral, sealedAt: Date): ArchiveBundle | null {
  const cause = sealCause(last?.referral ?? null, referral);
  return (
    cause && {
      format: archiveFormat,
      version: (last?.version ?? 0) + 1,
      previous: last?.sha256 ?? null,
      cause,
      sealedAt: sealedAt.toISOString(),
      referral,
    }
  );
}
