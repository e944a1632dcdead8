import {
  appealVerdict,
  assignReviewer,
  decideAppeal,
  judgeRepeat,
  type RecognitionReview,
} from '@alliance/contracts/recognition-review.contract';
import {
  appealDecisions,
  reviewVerdicts,
  type AppealDecision,
  type OfferedReviewAction,
  type ReviewVerdict,
} from '@alliance/domain/recognition-review/recognition-review.machine';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { AreaField, ChoiceField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { recognitionReviewWords } from './recognition-review.locale';
import { ReviewerForm } from './reviewer-form';

interface Values {
  readonly verdict: ReviewVerdict | null;
  readonly decision: AppealDecision | null;
  readonly text: string;
}
interface Props {
  readonly of: RecognitionReview;
  readonly action: OfferedReviewAction;
}

interface Told {
  readonly touches: readonly ['recognition'];
  readonly onDone: () => void;
  readonly onRefused: () => void;
}

/** What may be done with a review now, one form for each. */
export function ReviewForm(props: Props) {
  const t = useWords(recognitionReviewWords);
  const told = {
    touches: ['recognition'] as const,
    onDone: () => say(t(`done.${props.action}`)),
    onRefused: () => void touch('recognition'),
  };
  const assign = useCommand(assignReviewer, told);
  const { id, version } = props.of;
  if (props.action !== 'assign') return <Words {...props} told={told} />;
  return (
    <ReviewerForm
      of={props.of}
      command={assign}
      onPick={(institutionId) => assign.mutate({ params: { id }, body: { version, institutionId } })}
    />
  );
}

function Words({ of: { id, version }, action, told }: Props & { readonly told: Told }) {
  const t = useWords(recognitionReviewWords);
  const judge = useCommand(judgeRepeat, told);
  const appeal = useCommand(appealVerdict, told);
  const decide = useCommand(decideAppeal, told);
  const command = { judge, appeal, decide }[action as 'judge' | 'appeal' | 'decide'];
  const form = useForm<Values>({
    latest: { verdict: null, decision: null, text: '' },
    error: command.error,
    refusedAt: { 'return_review.names_patient': 'text' },
    check: ({ verdict, decision, text }) => ({
      verdict: action === 'judge' && !verdict ? t('need.choice') : undefined,
      decision: action === 'decide' && !decision ? t('need.choice') : undefined,
      text: text.trim() ? undefined : t('need.text'),
    }),
  });
  const send = ({ verdict, decision, text }: Values) => {
    const params = { id };
    if (action === 'judge' && verdict) judge.mutate({ params, body: { version, verdict, text } });
    if (action === 'appeal') appeal.mutate({ params, body: { version, text } });
    if (action === 'decide' && decision) decide.mutate({ params, body: { version, decision, text } });
  };
  return (
    <Form of={form} label={t(`do.${action}`)} command={command} submit={t(`do.${action}`)} onSubmit={send}>
      {action === 'judge' && (
        <ChoiceField
          label={t('choice.verdict')}
          required
          options={reviewVerdicts.map((value) => ({ value, label: t(`verdict.${value}`) }))}
          {...form.bind('verdict')}
        />
      )}
      {action === 'decide' && (
        <ChoiceField
          label={t('choice.decision')}
          required
          options={appealDecisions.map((value) => ({ value, label: t(`appealDecision.${value}`) }))}
          {...form.bind('decision')}
        />
      )}
      <AreaField label={t('text')} required hint={t('textHint')} maxLength={1000} {...form.bind('text')} />
    </Form>
  );
}
