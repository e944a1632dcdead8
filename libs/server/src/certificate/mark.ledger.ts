import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';

interface Change {
  readonly item_code: string;
  readonly before_label: string | null;
  readonly after_label: string | null;
}
/** More codes than this are counted, not named. */
const named = 50;

/** The HR marks of the acting hospital, after its papers, flags or day changed. */
@Injectable()
export class MarkLedger {
  /** Writes what follows from papers and flags, and says which items have a mark and which no longer. Again on the same day it does nothing. */
  async refresh(work: Work): Promise<void> {
    const { institutionId } = work.actor;
    const changes = await work.rows<Change>(
      `select r.* from institution i cross join lateral refresh_recognition_marks(($2::timestamptz at time zone i.time_zone)::date) r where i.id = $1`,
      [institutionId, work.now],
    );
    if (!changes.length) return;
    const codes = (which: (change: Change) => boolean) => changes.filter(which).map(({ item_code }) => item_code);
    const [appeared, lapsed] = [codes((one) => one.before_label === null), codes((one) => one.after_label === null)];
    const tell = (kind: string, items: readonly string[]) => {
      if (!items.length) return;
      const data = { count: items.length, items: items.slice(0, named) };
      work.event({ kind, topic: 'certificate', subjectId: institutionId, version: 1, data, recipients: [institutionId] });
    };
    tell('certificate.marks_appeared', appeared);
    tell('certificate.marks_lapsed', lapsed);
    tell(
      'certificate.marks_moved',
      codes((one) => one.before_label !== null && one.after_label !== null),
    );
    work.audit({ action: 'certificate.marks_changed', objectKind: 'institution', objectIds: [institutionId] });
  }
}
