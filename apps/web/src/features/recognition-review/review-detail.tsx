import { getRecognitionReview, type RecognitionReview } from '@alliance/contracts/recognition-review.contract';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { Loaded, Skeleton } from '../../ui/states';
import { recognitionReviewWords } from './recognition-review.locale';
import { ReviewForm } from './review-form';

/** One repeat: what both hospitals may know of it, what was said, and what may be done now. */
export function ReviewDetail({ id }: { readonly id: string }) {
  const review = useAnswer(getRecognitionReview, { params: { id } });
  return (
    <Loaded of={review} skeleton={<Skeleton rows={8} height={28} />}>
      {(of) => <Detail of={of} />}
    </Loaded>
  );
}

function Detail({ of }: { readonly of: RecognitionReview }) {
  const t = useWords(recognitionReviewWords);
  const text = useText();
  const facts: readonly (readonly [Parameters<typeof t>[0], ReactNode])[] = [
    ['fact.repeater', of.repeater.name],
    ['fact.issuer', of.issuer.name],
    ['fact.report', of.reportNumber],
    ['fact.performed', <When key="at" at={of.performedAt} />],
    ['fact.repeated', <When key="at" at={of.repeatedAt} />],
    ['fact.reason', `${of.reason.code} ${text(of.reason.name)}${of.reason.counts ? '' : ` · ${t('notCounted')}`}`],
    ...(of.reasonText ? [['fact.note', of.reasonText] as const] : []),
    ['fact.sampler', `${of.sampler.name} · ${t(`how.${of.how}`)}`],
    ...(of.reviewer ? [['fact.reviewer', of.reviewer.name] as const] : []),
  ];
  return (
    <section className="card recognition-detail" aria-label={text(of.itemName)}>
      <h2>{text(of.itemName)}</h2>
      <p>
        <strong>{of.standing ? t(`verdict.${of.standing}`) : t(`state.${of.state}`)}</strong> {of.overdue && t('overdue')}
      </p>
      <dl className="recognition-facts">
        {facts.map(([word, value]) => (
          <div key={word} style={{ display: 'contents' }}>
            <dt>{t(word)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {of.judgement && <Said title={t('judgement')} lead={t(`verdict.${of.judgement.verdict}`)} said={of.judgement} />}
      {of.appeal && <Said title={t('appeal')} said={of.appeal} />}
      {of.decision && <Said title={t('decision')} lead={t(`appealDecision.${of.decision.decision}`)} said={of.decision} />}
      {of.actions.map((action) => (
        <ReviewForm key={`${action} ${of.version}`} of={of} action={action} />
      ))}
    </section>
  );
}

function Said(props: { readonly title: string; readonly lead?: string; readonly said: NonNullable<RecognitionReview['appeal']> }) {
  const { title, lead, said } = props;
  return (
    <>
      <h3>{title}</h3>
      {lead && <strong>{lead}</strong>}
      <p>{said.text}</p>
      <p className="soft">
        {said.institution.name} <When at={said.at} />
      </p>
    </>
  );
}
