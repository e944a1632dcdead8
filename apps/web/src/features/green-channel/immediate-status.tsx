import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { DutyPerson, Telephone, useOnDuty } from '../../ui/on-duty';
import { clockOf } from '../../ui/moment';
import { Loaded, Skeleton } from '../../ui/states';
import { TimeLeft } from '../../ui/time-left';
import { TripCard } from '../../ui/trip-card';
import { Departure } from './departure';
import { greenWords } from './green.locale';

/** After the alarm: answered or not, whom to ring, the departure, the crew's link. */
export function ImmediateStatus({ id }: { readonly id: string }) {
  const referral = useAnswer(getReferral, { params: { id } });
  return (
    <Loaded of={referral} skeleton={<Skeleton rows={5} height={48} />}>
      {(view) => (
        <div className="green">
          <Answer referral={view} />
          <Calls referral={view} />
          {view.actions.includes('depart') && <Departure referral={view} />}
          <div className="green-part">
            <TripCard referralId={view.id} expectsRung={view.receiver !== null} />
          </div>
        </div>
      )}
    </Loaded>
  );
}

const words = {
  submitted: 'waiting',
  accepted: 'accepted',
  arrived: 'arrived',
  in_care: 'arrived',
} as const;

function Answer({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(greenWords);
  const text = useText();
  const { state, acceptedAt, submittedAt, departedAt, receiver, outside, receiverDepartment, reception, deadline, patient } = referral;
  const travelling = state === 'in_transit' ? (acceptedAt ? 'acceptedOnTheWay' : 'onTheWay') : undefined;
  const word = travelling ?? (state in words ? words[state as keyof typeof words] : 'other');
  const answered = acceptedAt !== null;
  return (
    <section className={answered ? 'green-part green-answer' : 'green-part green-answer open'} role="status">
      <p className="green-state">
        {answered ? '✓ ' : '▲ '}
        {t(`status.${word}`)} {!answered && state === 'submitted' && deadline && <TimeLeft until={deadline.at} />}
      </p>
      <p>
        {patient?.name} → {receiver?.name ?? outside?.name} {text(receiverDepartment?.name)}
      </p>
      <p className="faint figures">
        {[
          submittedAt && t('status.sentAt', { time: clockOf(submittedAt, true) }),
          departedAt && t('status.departed', { time: clockOf(departedAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {reception && (
        <p>
          <span className="soft">{t('status.place')}</span> <strong>{reception.place}</strong>{' '}
          {reception.physician && (
            <>
              <span className="soft">{t('status.physician')}</span> {reception.physician}{' '}
            </>
          )}
          {reception.phone && <Telephone phone={reception.phone} />}
        </p>
      )}
      <p>
        <Link to="/referrals/$id" params={{ id: referral.id }} className="button">
          {t('status.open')}
        </Link>
      </p>
    </section>
  );
}

/** Whom to ring, one tap each: department, duty office, the hospital off the platform. */
function Calls({ referral: { receiver, receiverDepartment, outside } }: { readonly referral: ReferralView }) {
  const t = useWords(greenWords);
  const there = receiver ? { institutionId: receiver.id } : null;
  const department = useOnDuty(there && receiverDepartment ? { ...there, departmentId: receiverDepartment.id } : null);
  const house = useOnDuty(there);
  const [first] = department.data?.items ?? [];
  const office = house.data?.items.find((duty) => duty.department === null);
  const line = house.data?.roundTheClockLine;
  return (
    <section className="green-part" aria-label={t('status.calls')}>
      <h2>{t('status.calls')}</h2>
      {first && <DutyPerson duty={first} />}
      {office && office.phone !== first?.phone && <DutyPerson duty={office} />}
      {line && line !== first?.phone && line !== office?.phone && <Telephone phone={line} />}
      {outside && (
        <p>
          {outside.name} <Telephone phone={outside.phone} />
        </p>
      )}
      <Telephone phone="120" />
    </section>
  );
}
