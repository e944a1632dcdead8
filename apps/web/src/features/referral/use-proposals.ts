import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useText } from '../../platform/i18n';
import { useAppointment, useSession } from '../../platform/session';
import { useOnDuty } from '../../ui/on-duty';
import { correctable } from './panel-body.policy';
import { firstChoice, useChoices } from './panel-hold';
import { keptReception } from './panel-memory';
import type { Step, Typed } from './panel.types';

const receiving: ReadonlySet<Step> = new Set(['accept', 'acknowledge', 'rebook']);

/** What a panel proposes before anybody types: what stood there, who is on duty, the first bed that suits. Typing goes before it. */
export function useProposals(step: Step, referral: ReferralView, typed: Typed): Typed {
  const { service, receiver, receiverDepartment, outside, pair } = referral;
  const text = useText();
  const session = useSession();
  const appointment = useAppointment();
  const [openedAt] = useState(() => serverNow());
  const receives = receiving.has(step) && !outside;
  const emergency = service === 'emergency';
  const duty = useOnDuty(
    receives && emergency && receiver
      ? { institutionId: receiver.id, ...(receiverDepartment ? { departmentId: receiverDepartment.id } : {}) }
      : null,
  ).data?.items[0];
  const keeps = receives && !emergency;
  const choices = useChoices(keeps ? referral.id : null);
  const others = useChoices(keeps && pair && typed['pair'] === 'together' ? pair.id : null);
  const what = service === 'inpatient' ? ('bed' as const) : ('slot' as const);

  if (receives) {
    const kept = keptReception(referral);
    const hold = keeps ? firstChoice(what, choices.data, choices.error !== null) : '';
    const chosen = typed['hold'] ?? hold;
    const bed = choices.data?.beds.find(({ id }) => chosen === `bed:${id}`);
    const me = appointment?.role === 'doctor' && 'session' in session ? session.session.user.name : '';
    const soon = emergency ? { arriveBy: new Date(openedAt + 60 * 60_000).toISOString() } : {};
    return {
      bedRoute: choices.data && !choices.data.beds.some(({ suits }) => suits) ? 'via_emergency' : 'bed',
      hold,
      pairHold: firstChoice('bed', others.data, others.error !== null),
      ...soon,
      place: kept['place'] || (bed ? `${text(bed.department.name)} ${bed.label}` : ''),
      phone: duty?.phone ?? kept['phone'] ?? '',
      physician: duty?.person ?? me,
    };
  }
  if (step === 'correct') return correctable(referral);
  if (step === 'recordInsurance') {
    const { place, filing, number } = referral.insurance;
    return { place: place ?? '', filing: filing ?? '', number: number ?? '' };
  }
  if (step === 'recordConsent') {
    const { consent } = referral;
    return consent && consent.giver !== 'rescue' ? { consentGiver: consent.giver, consentName: consent.name ?? '' } : {};
  }
  if (step === 'offerDown') return { receiverId: referral.sender.id, receiverDepartmentId: referral.senderDepartment?.id ?? '' };
  return {};
}
