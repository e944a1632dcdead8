import { getReturnReview, type ReturnReview } from '@alliance/contracts/return-review.contract';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useDayTime } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { Page } from '../../ui/page';
import { Loaded, Skeleton } from '../../ui/states';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { ReviewForms } from './review-forms';
import { returnReviewWords } from './return-review.locale';
import './return-review.css';

const route = getRouteApi('/inside/return-reviews/$id');

/** One return from both sides: the two referrals side by side, what each hospital says, what was concluded. */
export function ReturnReviewPage() {
  const { id } = route.useParams();
  const t = useWords(returnReviewWords);
  const review = useAnswer(getReturnReview, { params: { id } });
  return (
    <Page
      title={t('one', { number: review.data?.down.number ?? '' })}
      actions={
        <Link to="/return-reviews" search={{}} className="button">
          {t('back')}
        </Link>
      }
    >
      <Loaded of={review} skeleton={<Skeleton rows={8} height={32} />}>
        {(data) => <Review of={data} />}
      </Loaded>
    </Page>
  );
}

interface Part {
  readonly of: ReturnReview;
}

function Review({ of }: Part) {
  const t = useWords(returnReviewWords);
  return (
    <>
      <p className="review-standing">
        <strong>{t(`state.${of.state}`)}</strong> {of.dueAt && <TimeLeft until={of.dueAt} />} <Judge of={of} />
      </p>
      {of.final && (
        <p className="note-warn">
          {t(`preventables.${of.final.preventable}`)} · {t(`countings.${of.final.countsAgainst}`)}
        </p>
      )}
      <Legs of={of} />
      <section className="card review-part">
        <h2>{t('accounts')}</h2>
        <div className="review-sides">
          {[of.downSender, of.downReceiver].map((side) => (
            <Account key={side.id} of={of} side={side} />
          ))}
        </div>
      </section>
      <Judgements of={of} />
      <ReviewForms key={of.version} of={of} />
    </>
  );
}

/** Whose word is awaited. */
function Judge({ of: { lead, state, overdue } }: Part) {
  const t = useWords(returnReviewWords);
  if (!lead) return <span className="soft">{t('leadOffice')}</span>;
  const late = overdue && state === 'conclusion_awaited';
  return <span className="soft">{t(late ? 'leadLate' : 'leadOf', { institution: lead.name })}</span>;
}

function Legs({ of }: Part) {
  const t = useWords(returnReviewWords);
  const dayTime = useDayTime();
  return (
    <section className="review-part" aria-label={t('timeline')}>
      <ol className="review-legs">
        <li className="review-leg">
          <strong>↓ {t('down')}</strong> <Number of={of.down} />
          <p>
            {of.down.from} → {of.down.to}
          </p>
          <p className="soft">{t('arrivedAt', { time: dayTime(of.arrivedAt) })}</p>
        </li>
        <li className="review-between figures">{t('between', { hours: of.hours })}</li>
        <li className="review-leg">
          <strong>↑ {t('up')}</strong> {of.up.urgency && <UrgencyMark urgency={of.up.urgency} />} <Number of={of.up} />
          <p>{of.way === 'walked_in' ? t('way.walked_in') : `${of.up.from ?? t('hidden')} → ${of.up.to ?? t('hidden')}`}</p>
          <p className="soft">{t('returnedAt', { time: dayTime(of.returnedAt) })}</p>
        </li>
      </ol>
    </section>
  );
}

function Number({ of: { id, number } }: { readonly of: ReturnReview['down'] }) {
  if (!id) return <span className="figures">{number}</span>;
  return (
    <Link to="/referrals/$id" params={{ id }} search={{}} className="figures">
      {number}
    </Link>
  );
}

const textOf = ({ notes }: ReturnReview, kind: string, institutionId?: string) =>
  notes.find((note) => note.kind === kind && (!institutionId || note.institution.id === institutionId))?.text;

function Account({ of, side }: Part & { readonly side: ReturnReview['downSender'] }) {
  const t = useWords(returnReviewWords);
  const account = of.accounts.find(({ institution }) => institution.id === side.id);
  return (
    <div>
      <h3>{t('accountOf', { institution: side.name })}</h3>
      {account ? (
        <>
          <Factors of={account.factors} />
          <p>{textOf(of, 'account', side.id)}</p>
          <p className="soft">
            {account.by} <When at={account.at} />
          </p>
        </>
      ) : (
        <p className="soft">{t(of.state === 'accounts_awaited' ? 'noAccount' : 'missing')}</p>
      )}
    </div>
  );
}

function Factors({ of }: { readonly of: ReturnReview['accounts'][number]['factors'] }) {
  const t = useWords(returnReviewWords);
  return (
    <ul className="review-factors" aria-label={t('factors')}>
      {of.map((factor) => (
        <li key={factor}>{t(`factor.${factor}`)}</li>
      ))}
    </ul>
  );
}

function Judgements({ of }: Part) {
  const t = useWords(returnReviewWords);
  if (!of.conclusions.length) return null;
  return (
    <section className="card review-part">
      <h2>{t('conclusion')}</h2>
      <div className="review-sides">
        {of.conclusions.map((one) => (
          <div key={one.level}>
            <h3>{t(one.level === 'first' ? 'conclusion' : 'decision')}</h3>
            <p>
              {t(`preventables.${one.preventable}`)} · {t(`countings.${one.countsAgainst}`)}
            </p>
            <Factors of={one.factors} />
            <p>{textOf(of, one.level === 'first' ? 'conclusion' : 'decision')}</p>
            {one.action === 'protocol_feedback' && (
              <Link to="/protocols" search={{}}>
                {t('toProtocols')}
              </Link>
            )}
            <p className="soft">
              {t('by', { institution: one.institution.name, by: one.by })} <When at={one.at} />
            </p>
          </div>
        ))}
        {of.objection && (
          <div>
            <h3>{t('objection')}</h3>
            <p>
              {of.objection.institution.name} · {t(`preventables.${of.objection.preventable}`)}
            </p>
            <Factors of={of.objection.factors} />
            <p>{textOf(of, 'objection')}</p>
          </div>
        )}
      </div>
    </section>
  );
}
