import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useText, useWords } from '../../platform/i18n';
import { useAppointment, useSession } from '../../platform/session';
import { useOnDuty } from '../../ui/on-duty';
import { bedName } from './held-line';
import { correctable } from './panel-body.policy';
import { firstChoice, useChoices } from './panel-hold';
import { keptReception } from './panel-memory';
import { panelWords } from './panel.locale';
import type { Step, Typed } from './panel.types';

const receiving: ReadonlySet<Step> = new Set(['accept', 'acknowledge', 'rebook']);
const hour = 60 * 60_000;

/** What a panel proposes before anybody types: what stood there, who is on duty, the first bed that suits. Typing goes before it. */
export function useProposals(step: Step, referral: ReferralView, typed: Typed): Typed {
  const reception = useReception(receiving.has(step), referral, typed);
  if (reception) return reception;
  if (step === 'correct') return correctable(referral);
  if (step === 'recordInsurance') {
    const { place, filing, number } = referral.insurance;
    return { place: place ?? '', filing: filing ?? '', number: number ?? '' };
  }
  if (step === 'recordConsent') {
    const { consent } = referral;
    return consent && consent.giver !== 'rescue' ? { consentGiver: consent.giver, consentName: consent.name ?? '' } : {};
  }
  return {};
}

/** Where and by whom a patient is received; nothing where a hospital off the platform says so by telephone. */
function useReception(asked: boolean, referral: ReferralView, typed: Typed): Typed | undefined {
  const { service, receiver, receiverDepartment, outside, pair } = referral;
  const t = useWords(panelWords);
  const text = useText();
  const session = useSession();
  const appointment = useAppointment();
  const [openedAt] = useState(() => serverNow());
  const here = asked && !outside;
  const emergency = service === 'emergency';
  const duty = useOnDuty(
    here && emergency && receiver
      ? { institutionId: receiver.id, ...(receiverDepartment ? { departmentId: receiverDepartment.id } : {}) }
      : null,
  ).data?.items[0];
  const choices = useChoices(here && !emergency ? referral.id : null);
  const others = useChoices(here && !emergency && pair && typed['pair'] === 'together' ? pair.id : null);
  if (!here) return undefined;
  const kept = keptReception(referral);
  const hold = emergency ? '' : firstChoice(service === 'inpatient' ? 'bed' : 'slot', choices.data, choices.error !== null);
  const chosen = typed['hold'] ?? hold;
  const bed = choices.data?.beds.find(({ id }) => chosen === `bed:${id}`);
  const me = appointment?.role === 'doctor' && 'session' in session ? session.session.user.name : '';
  return {
    bedRoute: choices.data && !choices.data.beds.some(({ suits }) => suits) ? 'via_emergency' : 'bed',
    hold,
    pairHold: firstChoice('bed', others.data, others.error !== null, chosen),
    arriveBy: expectedAt(referral, openedAt),
    place: kept['place'] || (bed ? t('hold.place', { department: text(bed.department.name), label: bedName(bed.label) }) : ''),
    phone: duty?.phone ?? kept['phone'] ?? '',
    physician: duty?.person ?? me,
  };
}

/** Of a patient on the way what the crew expects, of an emergency within the hour; anybody else is given a time. */
function expectedAt({ state, deadline, service }: ReferralView, now: number): string {
  if (state === 'in_transit' && deadline && Date.parse(deadline.at) > now) return deadline.at;
  return service === 'emergency' ? new Date(now + hour).toISOString() : '';
}
