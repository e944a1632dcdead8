import { listUnplaced, type Unplaced } from '@alliance/contracts/shortage.contract';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { useDayTime } from '../../ui/moment';
import { UrgencyMark } from '../../ui/urgency-mark';
import { isComing } from './board.policy';
import { capacityWords } from './capacity.locale';

/** Taken, and neither a place nor a promised call: nobody is forgotten between the two. */
export function UnplacedList({ department }: { readonly department: string | undefined }) {
  const t = useWords(capacityWords);
  const { data } = useAnswer(listUnplaced, {});
  const items = (data?.items ?? []).filter((each) => each.taken && !each.waits && (!department || each.department?.id === department));
  if (!items.length) return null;
  return (
    <section className="unplaced" aria-labelledby="unplaced">
      <h2 id="unplaced">{t('unplaced.title', { count: items.length })}</h2>
      <p className="soft">{t('unplaced.text')}</p>
      <ul className="waiting">
        {items.map((each) => (
          <Row key={each.referral.id} of={each} />
        ))}
      </ul>
    </section>
  );
}

function Row({ of: { referral, department, state, arriveBy } }: { readonly of: Unplaced }) {
  const t = useWords(capacityWords);
  const text = useText();
  const dayTime = useDayTime();
  const reads = useMay()('referral.read');
  return (
    <li className="card waiting-row">
      <p>
        {referral.urgency && <UrgencyMark urgency={referral.urgency} />}{' '}
        {reads ? (
          <Link to="/referrals/$id" params={{ id: referral.id }} className="figures">
            {referral.number}
          </Link>
        ) : (
          <span className="figures">{referral.number}</span>
        )}{' '}
        <span className="soft">
          {department && text(department.name)} · {t(`state.${state}`)}
          {arriveBy && isComing(state) && ` · ${t('holdFor.by', { time: dayTime(arriveBy) })}`}
        </span>
      </p>
    </li>
  );
}
