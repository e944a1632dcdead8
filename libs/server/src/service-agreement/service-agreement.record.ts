import type { Work } from '../platform/command/work.js';
import type { AgreementRow } from './service-agreement.row.js';

/** What happened to an agreement, in codes and days; reasons stay with the agreement. */
export function tellAgreement(
  work: Work,
  { id, version, reach, kinds, validUntil, endedOn }: AgreementRow,
  kind: string,
  recipients: readonly string[],
): void {
  work.audit({ action: kind, objectKind: 'service_agreement', objectIds: [id] });
  const data = { reach, kinds: kinds.length, ...(validUntil && { validUntil }), ...(endedOn && { lastDay: endedOn }) };
  work.event({ kind, topic: 'service_agreement', subjectId: id, version, data, recipients });
}
