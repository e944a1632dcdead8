import { acknowledgeVersion } from '@alliance/contracts/adoption.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { Link } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { exact, useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { useMyReading } from './protocol.data';
import { readingWords } from './reading.locale';

interface Props {
  readonly protocol: ProtocolView;
  readonly version: VersionView;
}

/** Where I stand with the version in force, and the one button that is next: the quiz, or the confirmation. */
export function ReadingCard(props: Props) {
  const may = useMay();
  if (!may('protocol.acknowledge') || props.version.state !== 'in_force') return null;
  return <MyReading {...props} />;
}

function MyReading({ protocol: { id }, version: { number, quiz } }: Props) {
  const t = useWords(readingWords);
  const today = useToday();
  const { data } = useMyReading(id, number);
  const confirm = useCommand(acknowledgeVersion, {
    touches: ['protocol'],
    onDone: () => say(t('confirmed', { n: number })),
  });
  if (!data) return null;
  const { acknowledgedAt, dueOn } = data;
  const done = acknowledgedAt !== null;
  const overdue = !done && dueOn !== null && dueOn < today;
  const needsQuiz = quiz !== null && !data.quiz?.passed;
  const standing = done
    ? `✓ ${t('done', { at: exact(acknowledgedAt) })}`
    : dueOn === null
      ? t('free')
      : `${overdue ? '⚠' : '○'} ${t(overdue ? 'overdue' : 'due', { day: dueOn })}`;
  return (
    <section id="reading" className={`card reading-card ${done ? 'done' : overdue ? 'overdue' : ''}`} aria-label={t('card')}>
      <div>
        <p className="reading-standing">{standing}</p>
        {quiz && <p className="soft">{quizWords()}</p>}
        <RefusalNote error={confirm.error} />
      </div>
      {quiz && (!done || needsQuiz) && (
        <Link to="/protocols/$id/quiz" params={{ id }} search={{ version: number }} className={needsQuiz ? 'button primary' : 'button'}>
          {data.quiz?.attempts ? t('again') : t('toQuiz')}
        </Link>
      )}
      {!done && !needsQuiz && (
        <button
          type="button"
          className="button primary"
          aria-disabled={confirm.isPending}
          onClick={() => confirm.isPending || confirm.mutate({ params: { id, n: String(number) }, body: {} })}
        >
          {t('confirm')}
        </button>
      )}
    </section>
  );

  function quizWords(): string {
    const mine = data?.quiz;
    const percent = mine?.bestPercent ?? 0;
    if (mine?.passed) return t('passed', { percent });
    const asked = t('withQuiz', { percent: quiz?.passPercent ?? 0 });
    return mine?.attempts ? `${asked} ${t('tried', { attempts: mine.attempts, percent })}` : asked;
  }
}
