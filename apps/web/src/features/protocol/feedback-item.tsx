import { answerFeedback, type listFeedback } from '@alliance/contracts/protocol-search.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { feedbackWords } from '../../ui/criteria/feedback.locale';
import { AreaField } from '../../ui/field';
import { Form } from '../../ui/form';
import { exact } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { authorWords } from './author.locale';

type Feedback = AnswerOf<typeof listFeedback>['items'][number];

/** One remark with its answer, or the way to give one. */
export function FeedbackItem({ of, mayAnswer }: { readonly of: Feedback; readonly mayAnswer: boolean }) {
  const t = useWords(authorWords);
  const reasons = useWords(feedbackWords);
  const [writing, setWriting] = useState(false);
  const { protocolId, number, criterion, reason, text, institution, by, at, answer } = of;
  return (
    <li className="feedback">
      <p>
        <strong>{reasons(`reasons.${reason}`)}</strong>{' '}
        {criterion ? (
          <Link to="/protocols/$id" params={{ id: protocolId }} search={{ version: number }} hash={criterion} className="figures">
            {criterion}
          </Link>
        ) : (
          <span className="tag">{t('feedback.whole')}</span>
        )}{' '}
        <span className="faint figures">{t('feedback.version', { n: number })}</span>
      </p>
      {text && <p className="prose">{text}</p>}
      <p className="faint">
        {by ? t('feedback.by', { name: by, institution }) : t('feedback.anonymous', { institution })} · <When at={at} />
      </p>
      {answer && (
        <div className="feedback-answer">
          <strong>{t('feedback.answerOf')}</strong>
          <p className="prose">{answer.text}</p>
          <p className="faint">{t('feedback.answeredBy', { name: answer.by, at: exact(answer.at) })}</p>
        </div>
      )}
      {!answer && mayAnswer && !writing && (
        <button type="button" className="button" onClick={() => setWriting(true)}>
          {t('feedback.write')}
        </button>
      )}
      {!answer && writing && <AnswerForm id={of.id} onDone={() => setWriting(false)} />}
    </li>
  );
}

function AnswerForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const t = useWords(authorWords);
  const command = useCommand(answerFeedback, { touches: ['protocol'] });
  const [latest] = useState({ text: '' });
  const form = useForm({
    latest,
    check: ({ text }) => ({ text: text.trim() ? undefined : t('feedback.wrong') }),
    error: command.error,
  });
  const submit = ({ text }: { readonly text: string }) =>
    command.mutate(
      { params: { id }, body: { text: text.trim() } },
      {
        onSuccess: () => {
          say(t('feedback.sent'));
          onDone();
        },
      },
    );
  return (
    <Form of={form} label={t('feedback.answer')} command={command} submit={t('feedback.send')} onSubmit={submit} onCancel={onDone}>
      <AreaField label={t('feedback.answer')} required maxLength={1000} {...form.bind('text')} />
    </Form>
  );
}
