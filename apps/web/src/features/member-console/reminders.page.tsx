import { answerReminder, listOwnReminders, type MemberReminder } from '@alliance/contracts/member-console.contract';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { ChoiceField, TextField } from '../../ui/field';
import { useDayTime } from '../../ui/moment';
import { once } from '../../ui/once';
import { Page } from '../../ui/page';
import { useReminderWords } from '../../ui/reminder-words';
import { say } from '../../ui/said';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { memberConsoleWords } from './member-console.locale';
import '../../ui/form.css';
import './member-console.css';

/** What the alliance reminded this house of, to be answered here. */
export function RemindersPage() {
  const t = useWords(memberConsoleWords);
  const list = useAnswer(listOwnReminders, { query: {} });
  return (
    <Page title={t('answering.title')}>
      <p className="soft console-lead">{t('answering.lead')}</p>
      <Loaded of={list} skeleton={<Skeleton rows={4} height={72} />}>
        {({ items }) =>
          items.length ? (
            <>
              <Part title={t('answering.open')} items={items.filter(({ answer }) => !answer)} />
              <Part title={t('answering.answered')} items={items.filter(({ answer }) => answer)} />
            </>
          ) : (
            <EmptyState title={t('answering.none')} text={t('answering.noneText')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Part({ title, items }: { readonly title: string; readonly items: readonly MemberReminder[] }) {
  if (!items.length) return null;
  return (
    <section className="console-reminders" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {items.map((reminder) => (
          <li key={reminder.id} className="card console-reminder">
            <Reminder of={reminder} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reminder({ of: reminder }: { readonly of: MemberReminder }) {
  const t = useWords(memberConsoleWords);
  const words = useReminderWords();
  const text = useText();
  const dayTime = useDayTime();
  const { from, alliance, at, about, note, answer } = reminder;
  return (
    <>
      <p className="soft">{t('answering.from', { ...from, alliance: text(alliance.name), time: dayTime(at) })}</p>
      <p>
        <strong>{words.about(about)}</strong>
      </p>
      {note && <p>“{note}”</p>}
      {answer ? (
        <p>
          {t('answering.by', { by: answer.by, time: dayTime(answer.at), answer: words.answer(answer) })} {answer.note && `“${answer.note}”`}
        </p>
      ) : (
        <AnswerForm of={reminder} />
      )}
    </>
  );
}

const hour = 3_600_000;
/** By when it can be promised: in two or four hours, by tomorrow or the day after at this time. */
const promises = [2, 4, 24, 48] as const;
type Choice = 'known' | 'done' | `${(typeof promises)[number]}`;

function AnswerForm({ of: { id, version, from } }: { readonly of: MemberReminder }) {
  const t = useWords(memberConsoleWords);
  const dayTime = useDayTime();
  const [now] = useState(serverNow);
  const [choice, setChoice] = useState<Choice>('known');
  const [note, setNote] = useState('');
  const answer = useCommand(answerReminder, {
    touches: ['reminder'],
    onDone: () => say(t('answering.said', { institution: from.institution })),
  });
  const promised = (hours: number) => new Date(Math.ceil((now + hours * hour) / 600_000) * 600_000).toISOString();
  const send = () => {
    if (answer.isPending) return;
    const said =
      choice === 'known' || choice === 'done' ? { answer: choice } : { answer: 'promised' as const, promisedAt: promised(Number(choice)) };
    answer.mutate({ params: { id }, body: { version, ...said, note: note.trim() || null } });
  };
  return (
    <div className="form console-answer">
      <ChoiceField<Choice>
        label={t('answering.choose')}
        value={choice}
        onChange={setChoice}
        options={[
          { value: 'known', label: t('answering.known') },
          ...promises.map((hours) => ({ value: `${hours}` as const, label: t('answering.hours', { time: dayTime(promised(hours)) }) })),
          { value: 'done', label: t('answering.done') },
        ]}
      />
      <TextField label={t('answering.note')} maxLength={200} value={note} onChange={setNote} />
      <RefusalNote error={answer.error} />
      <div className="form-foot">
        <button type="button" className="button primary" aria-disabled={answer.isPending} onClick={once(send)}>
          {t('answering.send')}
        </button>
      </div>
    </div>
  );
}
