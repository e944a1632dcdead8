import type { ArchivedReferral } from '@alliance/domain/archive/archive.types';
import { nextBundle, type Sealed } from '@alliance/domain/archive/seal';
import { withdrawSeconds } from '@alliance/domain/conversation/conversation';
import { after } from '@alliance/domain/referral/deadline';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { archivedReferral } from './archive.statement.js';
import { canonical, digest } from '../platform/crypto/digest.js';

interface Ended {
  readonly version: number;
  readonly sender_id: string;
  /** null off the platform, and once it was voided. */
  readonly receiver_id: string | null;
  /** Something was said that can still be withdrawn. */
  readonly unsettled: boolean;
  readonly concerns: string[];
  readonly referral: ArchivedReferral;
}
interface LastRow {
  readonly version: number;
  readonly sha256: string;
  readonly bundle: string;
}

const lastVersion = 'select version, sha256, bundle from archive where referral_id = $1 order by version desc limit 1';
const insertArchive = `
  insert into archive (id, referral_id, version, cause, bundle, sha256, previous, sealed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`;
const handOut = `
  insert into archive_copy (archive_id, institution_id, referral_number, version, sha256, received_at)
  select $1, unnest($2::uuid[]), $3, $4, $5, $6`;

/**
 * Seals what has ended. The database asks for it with every change of an ended referral (`seals_archive`) and, a while after, for what was
 * added to one (`seals_added`), whoever did it; the timer belongs to the sender, which sees all of it.
 */
@Injectable()
export class ArchiveWorker {
  @HandlesTimer('archive.seal')
  async seal(work: Work, { subjectId }: DueTimer): Promise<void> {
    // a second change right behind the first waits, and then finds what is left to seal
    await work.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`archive ${subjectId}`]);
    const [ended] = await work.rows<Ended>(archivedReferral, [subjectId, after(work.now, -withdrawSeconds)]);
    if (!ended) return;
    if (ended.unsettled) await work.rows('select seal_later($1)', [subjectId]);
    const [last] = await work.rows<LastRow>(lastVersion, [subjectId]);
    const bundle = nextBundle(last ? sealedOf(last) : null, ended.referral, work.now);
    if (!bundle) return;
    const text = canonical(bundle);
    const sha256 = digest(text);
    const id = newId();
    const holders = [ended.sender_id, ...(ended.receiver_id ? [ended.receiver_id] : [])];
    const { version, cause, previous } = bundle;
    await work.rows(insertArchive, [id, subjectId, version, cause, text, sha256, previous, work.now]);
    await work.rows(handOut, [id, holders, ended.referral.number, version, sha256, work.now]);
    work.audit({ action: 'referral.archived', objectKind: 'referral', objectIds: [subjectId] });
    work.event({
      kind: 'referral.archived',
      topic: 'referral',
      subjectId,
      version: ended.version,
      data: { archiveVersion: version, cause, sha256 },
      recipients: holders,
      concerns: ended.concerns,
    });
  }
}

const sealedOf = ({ version, sha256, bundle }: LastRow): Sealed => ({
  version,
  sha256,
  referral: (JSON.parse(bundle) as { referral: ArchivedReferral }).referral,
});
