import type { Work } from '../platform/command/work.js';

interface Told {
  readonly id: string;
  readonly version: number;
  readonly institution_id: string;
  readonly sender_id: string;
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
