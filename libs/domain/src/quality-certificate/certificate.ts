import type { AssessorLevel } from '../recognition/recognition.codes.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import { certificateActions, certificateMachine, type CertificateAction, type CertificateState } from './certificate.machine.js';

export interface WrittenCertificate {
  readonly level: AssessorLevel;
  readonly province: string | null;
  readonly city: string | null;
  readonly allianceId: string | null;
  readonly validFrom: string;
  readonly validUntil: string;
}
/** A paper as who may do what with it depends on it. */
export interface CertificateFacts {
  readonly state: CertificateState;
  readonly institutionId: string;
  readonly enteredBy: string;
}
export interface CertificateActor {
  readonly institutionId: string;
  readonly personId: string;
}
const maxYears = 5;

/** @throws Refusal certificate.region_invalid, certificate.period_invalid */
export function checkCertificate({ level, province, city, allianceId, validFrom, validUntil }: WrittenCertificate): void {
  const fits = {
    national: !province && !city && !allianceId,
    province: !!province && !city && !allianceId,
    city: !!province && !!city && !allianceId,
    alliance: !!allianceId && !province && !city,
  }[level];
  if (!fits) throw new Refusal('certificate.region_invalid', { fields: ['level'] });
  const last = `${Number(validFrom.slice(0, 4)) + maxYears}${validFrom.slice(4)}`;
  if (validUntil < validFrom || validUntil > last) throw new Refusal('certificate.period_invalid', { fields: ['validUntil'] });
}

const secondPersons: ReadonlySet<CertificateAction> = new Set(['confirm', 'refuse']);

/**
 * Where an action leads.
 * @throws Refusal access.not_found for another hospital's paper, certificate.wrong_state, certificate.same_person
 */
export function certificateAfter(certificate: CertificateFacts, action: CertificateAction, by: CertificateActor): CertificateState {
  if (certificate.institutionId !== by.institutionId) throw new Refusal('access.not_found');
  const to = next(certificateMachine, certificate.state, action);
  if (!to) throw new Refusal('certificate.wrong_state', { state: certificate.state, action });
  if (secondPersons.has(action) && certificate.enteredBy === by.personId) throw new Refusal('certificate.same_person');
  return to;
}

/** What this person may do now. */
export const actionsOn = (
  certificate: CertificateFacts,
  by: CertificateActor,
  may: { manage: boolean; check: boolean },
): CertificateAction[] =>
  certificateActions.filter((action) => {
    if (secondPersons.has(action) ? !may.check : !may.manage) return false;
    try {
      certificateAfter(certificate, action, by);
      return true;
    } catch {
      return false;
    }
  });
