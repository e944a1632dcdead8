import { concludeReview, decideReview, giveAccount, objectToReview, type ReturnReview } from '@alliance/contracts/return-review.contract';
import * as codes from '@alliance/domain/return-review/return-review.codes';
import { checkConclusion } from '@alliance/domain/return-review/return-review';
import type { OfferedAction } from '@alliance/domain/return-review/return-review.machine';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { ChecksField } from '../../ui/checks-field';
import { AreaField, ChoiceField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { returnReviewWords } from './return-review.locale';

interface Values {
  readonly factors: readonly codes.ContributingFactor[];
  readonly text: string;
  readonly preventable: codes.Preventability | null;
  readonly countsAgainst: codes.Counting;
  readonly action: codes.ReviewAction;
}
const blank: Values = { factors: [], text: '', preventable: null, countsAgainst: 'none', action: 'none' };

/** What somebody may do with the review now, one form for each. */
export function ReviewForms({ of }: { readonly of: ReturnReview }) {
  const t = useWords(returnReviewWords);
  return (
    <>
      {of.notes.length === 0 && of.actions.includes('decide') && <p className="soft">{t('codesOnly')}</p>}
      {of.actions.map((action) => (
        <section key={action} className="card review-part">
          <h2>{t(`do.${action}`)}</h2>
          <ReviewForm of={of} action={action} />
        </section>
      ))}
    </>
  );
}

const allowed = ({ preventable, countsAgainst, factors }: Values): boolean => {
  try {
    if (preventable) checkConclusion({ preventable, countsAgainst, factors });
    return true;
  } catch {
    return false;
  }
};

function ReviewForm({ of, action }: { readonly of: ReturnReview; readonly action: OfferedAction }) {
  const t = useWords(returnReviewWords);
  const [latest] = useState(blank);
  const { command, send } = useReview(of, action);
  const judges = action === 'conclude' || action === 'decide';
  const form = useForm<Values>({
    latest,
    error: command.error,
    refusedAt: { 'return_review.names_patient': 'text' },
    check: (values) => ({
      factors: values.factors.length ? undefined : t('need.factors'),
      text: values.text.trim() ? undefined : t('need.text'),
      preventable: action === 'account' || values.preventable ? undefined : t('need.preventable'),
      countsAgainst: judges && !allowed(values) ? t('need.counts') : undefined,
    }),
  });
  return (
    <Form of={form} label={t(`do.${action}`)} command={command} submit={t(`do.${action}`)} onSubmit={send}>
      <ChecksField
        label={t('factors')}
        required
        flowing
        options={codes.contributingFactors.map((value) => ({ value, label: t(`factor.${value}`) }))}
        {...form.bind('factors')}
      />
      {action !== 'account' && (
        <ChoiceField
          label={t('preventable')}
          required
          options={codes.preventabilities.map((value) => ({ value, label: t(`preventables.${value}`) }))}
          {...form.bind('preventable')}
        />
      )}
      {judges && (
        <>
          <ChoiceField
            label={t('counts')}
            hint={t('countsHint')}
            options={codes.countings.map((value) => ({ value, label: t(`countings.${value}`) }))}
            {...form.bind('countsAgainst')}
          />
          <ChoiceField
            label={t('action')}
            options={codes.reviewActions.map((value) => ({ value, label: t(`actions.${value}`) }))}
            {...form.bind('action')}
          />
        </>
      )}
      <AreaField
        label={t(judges ? 'learning' : 'text')}
        required
        hint={action === 'object' ? `${t('textHint')}；${t('objectionHint')}` : t('textHint')}
        maxLength={2000}
        {...form.bind('text')}
      />
    </Form>
  );
}

/** The command of an action, with what it sends. */
function useReview({ id, version }: ReturnReview, action: OfferedAction) {
  const t = useWords(returnReviewWords);
  const told = {
    touches: ['return_review'] as const,
    onDone: () => say(t(`done.${action}`)),
    onRefused: () => void touch('return_review'),
  };
  const account = useCommand(giveAccount, told);
  const conclude = useCommand(concludeReview, told);
  const object = useCommand(objectToReview, told);
  const decide = useCommand(decideReview, told);
  const params = { id };
  const send = ({ factors: chosen, text, preventable, countsAgainst, action: follows }: Values) => {
    const factors = [...chosen];
    if (action === 'account') account.mutate({ params, body: { version, factors, text } });
    else if (!preventable) return;
    else if (action === 'object') object.mutate({ params, body: { version, factors, preventable, text } });
    else
      (action === 'decide' ? decide : conclude).mutate({
        params,
        body: { version, factors, preventable, countsAgainst, action: follows, learning: text },
      });
  };
  return { command: { account, conclude, object, decide }[action], send };
}
