import { nextConsultationBundle, type ArchivedConsultation } from '@alliance/domain/archive/consultation-archive';
import { Injectable } from '@nestjs/common';
import { ConsultationReader } from '../consultation/consultation.reader.js';
import type { Work } from '../platform/command/work.js';
import { canonical, digest } from '../platform/crypto/digest.js';
import { newId } from '../platform/ids.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';

const lastVersion = 'select version, sha256, bundle from consultation_archive where consultation_id = $1 order by version desc limit 1';
const insertArchive = `
  insert into consultation_archive (id, consultation_id, version, cause, bundle, sha256, previous, sealed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`;
const handOut = `
  insert into consultation_archive_copy (archive_id, institution_id, consultation_number, version, sha256, received_at)
  select $1, unnest($2::uuid[]), $3, $4, $5, $6`;

/** Seals what was decided; the database asks for it with every change from then on (`seals_consultation`). */
@Injectable()
export class ConsultationArchiveWorker {
  constructor(private readonly consultations: ConsultationReader) {}

  @HandlesTimer('consultation.seal')
  async seal(work: Work, { subjectId }: DueTimer): Promise<void> {
    // a second change right behind the first waits, and then finds what is left to seal
    await work.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`consultation archive ${subjectId}`]);
    const found = await this.consultations.sealable(work, subjectId);
    if (!found) return;
    const [last] = await work.rows<{ version: number; sha256: string; bundle: string }>(lastVersion, [subjectId]);
    const before = last && { ...last, consultation: (JSON.parse(last.bundle) as { consultation: ArchivedConsultation }).consultation };
    const bundle = nextConsultationBundle(before ?? null, found.consultation, work.now);
    if (!bundle) return;
    const text = canonical(bundle);
    const sha256 = digest(text);
    const id = newId();
    const { version, cause, previous } = bundle;
    await work.rows(insertArchive, [id, subjectId, version, cause, text, sha256, previous, work.now]);
    await work.rows(handOut, [id, found.holders, found.consultation.number, version, sha256, work.now]);
    work.audit({ action: 'consultation.archived', objectKind: 'consultation', objectIds: [subjectId] });
    const data = { archiveVersion: version, cause, sha256 };
    work.event({
      kind: 'consultation.archived',
      topic: 'consultation',
      subjectId,
      version: found.version,
      data,
      recipients: [...found.holders],
    });
  }
}
