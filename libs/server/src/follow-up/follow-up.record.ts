import type { Work } from '../platform/command/work.js';

interface Told {
  readonly id: string;
  readonly version: number;
  readonly institution_id: string;
  readonly sender_id: string;
}

/** For the hospital that sent the patient home: it reads follow-ups on the referral, so that is what it is told of. */
export function tellAbove(
  work: Work,
  row: Pick<Told, 'id' | 'institution_id' | 'sender_id'> & { readonly referral_id: string; readonly referral_version: number },
  kind: `follow_up.${string}`,
  data: Readonly<Record<string, string | number>>,
  concerns: readonly string[],
): void {
  work.audit({ action: kind, objectKind: 'follow_up', objectIds: [row.id] });
  work.event({
    kind,
    topic: 'referral',
    subjectId: row.referral_id,
    version: row.referral_version,
    data,
    recipients: [row.institution_id, row.sender_id],
    concerns: [...new Set(concerns)],
  });
}

/** What happened to a follow-up: codes only. `both` where the hospital that sent the patient down learns of it too. */
export function tellFollowUp(
  work: Work,
  row: Told,
  kind: `follow_up.${string}`,
  data: Readonly<Record<string, string | number>>,
  { both, concerns = [], version = row.version + 1 }: { both: boolean; concerns?: readonly string[]; version?: number },
): void {
  work.audit({ action: kind, objectKind: 'follow_up', objectIds: [row.id] });
  work.event({
    kind,
    topic: 'follow_up',
    subjectId: row.id,
    version,
    data,
    recipients: both ? [row.institution_id, row.sender_id] : [row.institution_id],
    concerns: [...new Set(concerns)],
  });
}
