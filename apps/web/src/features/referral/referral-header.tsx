import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useText, useWords, useWordsIfAny } from '../../platform/i18n';
import { useAppointment } from '../../platform/session';
import { Icon } from '../../ui/icon';
import { MaskedId, SexAge } from '../../ui/person';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { detailWords } from './detail.locale';
import { ReferralRoute } from './referral-route';
import { PatientIdentified } from './patient-identified';
import { referralWords } from './referral.locale';
import { StatePath } from './state-path';

/** Who, how urgent, from where to where, whose turn and until when, who is responsible: what must be seen first and never scrolls away. */
export function ReferralHeader({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  const { patient, urgency, service, direction, transport, state, acceptedAt } = referral;
  return (
    <header className="detail-head">
      <div className="detail-line">
        {urgency && <UrgencyMark urgency={urgency} />}
        {direction && <span className="tag">{codes(`direction.${direction}`)}</span>}
        {service && <span className="tag">{codes(`service.${service}`)}</span>}
        {transport && <span className="tag">{codes(`transport.${transport}`)}</span>}
        {state === 'in_transit' && !acceptedAt && (
          <strong className="tag detail-unanswered">
            <span aria-hidden="true">▲ </span>
            {t('unanswered')}
          </strong>
        )}
        <span className="figures detail-number">{referral.number}</span>
      </div>
      <div className="detail-line detail-patient">
        {patient ? (
          <>
            <strong>{patient.name}</strong>
            <SexAge sex={patient.sex} birthDate={patient.birthDate} estimatedBirthYear={patient.estimatedBirthYear} />
            {patient.identifierKind === 'none_newborn' ? (
              <span className="tag">{t('newborn')}</span>
            ) : patient.identifierKind === 'unknown_person' ? (
              <>
                <span className="tag">{t('unknownPerson')}</span>
                <PatientIdentified referral={referral} />
              </>
            ) : (
              <MaskedId masked={patient.identifierMasked} />
            )}
            {patient.phone && (
              <a href={`tel:${patient.phone}`} aria-label={t('call', { phone: patient.phone })}>
                <Icon name="phone" size={14} /> {patient.phone}
              </a>
            )}
          </>
        ) : (
          <span className="soft">{codes('noPatient')}</span>
        )}
      </div>
      <ReferralRoute referral={referral} />
      <StatePath referral={referral} />
      <Turn referral={referral} />
    </header>
  );
}

/** Where the next word is the receiver's; of one off the platform the sender writes it down. */
const theirs: ReadonlySet<ReferralView['state']> = new Set(['submitted', 'consult_first', 'in_transit', 'arrived', 'in_care']);

/** Whose turn it is and until when, and who is responsible meanwhile. */
function Turn({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const ifAny = useWordsIfAny(detailWords);
  const codes = useWords(referralWords);
  const text = useText();
  const own = useAppointment()?.institution.id;
  const { deadline, state, custodian, endedAs, outside } = referral;
  const mine = deadline !== null && own === (deadline.by === 'sender' ? referral.sender.id : referral.receiver?.id);
  const receiver = [referral.receiver?.name ?? outside?.name, text(referral.receiverDepartment?.name)].filter(Boolean).join(' · ');
  // an answer of a hospital off the platform is waited for there, whoever records it
  const waitsAt = outside && deadline ? receiver : deadline?.by === 'sender' ? referral.sender.name : receiver;
  return (
    <div className="detail-line detail-turn">
      {deadline ? (
        <>
          <span>{ifAny(`noReply.${state}`, { place: waitsAt }) ?? t(`turn.${deadline.by}`)}</span>
          <TimeLeft until={deadline.at} />
          {mine && <span className="tag detail-mine">{t(outside && theirs.has(state) ? 'turn.forOther' : 'turn.mine')}</span>}
        </>
      ) : (
        <span className="soft">
          {state === 'draft' ? t('noReply.draft') : endedAs ? codes(`ending.${endedAs}`) : `${codes(`state.${state}`)} · ${t('noTurn')}`}
        </span>
      )}
      <span className="detail-custodian" title={t('custodianHint')}>
        {t('custodian')} <strong>{custodian.name}</strong>
      </span>
    </div>
  );
}
