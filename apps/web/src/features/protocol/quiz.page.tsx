import { takeQuiz } from '@alliance/contracts/adoption.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { useProtocol, useVersion, versionToRead } from './protocol.data';
import { QuestionField } from './question-field';
import { QuizResult } from './quiz-result';
import { readingWords } from './reading.locale';
import '../../ui/form.css';
import './quiz.css';

const route = getRouteApi('/inside/protocols/$id/quiz');

/** The quiz of a version: answer, see which were wrong and try again, or what was right and why and confirm. */
export function QuizPage() {
  const t = useWords(readingWords);
  const text = useText();
  const { id } = route.useParams();
  const search = route.useSearch();
  const protocol = useProtocol(id);
  const number = search.version ?? (protocol.data && versionToRead(protocol.data));
  const version = useVersion(id, number);
  const unpublished = protocol.data !== undefined && number === undefined;
  const asked = {
    data: unpublished ? null : version.data,
    error: protocol.error ?? version.error,
    isPending: version.isPending,
    refetch: () => Promise.all([protocol.refetch(), version.refetch()]),
  };
  return (
    <Page
      title={t('title')}
      aside={version.data && t('of', { title: text(version.data.title), n: version.data.number })}
      actions={
        <Link to="/protocols/$id" params={{ id }} search={number ? { version: number } : {}} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={asked} skeleton={<Skeleton rows={8} height={32} />}>
        {(found) => (found?.quiz ? <Questions version={found} quiz={found.quiz} /> : <EmptyState title={t('none')} text={t('noneText')} />)}
      </Loaded>
    </Page>
  );
}

type Answers = Readonly<Record<string, readonly number[]>>;

function Questions({ version, quiz }: { readonly version: VersionView; readonly quiz: NonNullable<VersionView['quiz']> }) {
  const t = useWords(readingWords);
  const form = useRef<HTMLFormElement>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const [tried, setTried] = useState(false);
  const attempt = useCommand(takeQuiz, { touches: ['protocol'] });
  const { protocolId: id, number } = version;
  const open = quiz.questions.filter((question) => !answers[question.id]?.length);
  const submit = () => {
    setTried(true);
    if (attempt.isPending) return;
    const [first] = open;
    if (first) form.current?.querySelectorAll('fieldset')[quiz.questions.indexOf(first)]?.querySelector('input')?.focus();
    else
      attempt.mutate({
        params: { id, n: String(number) },
        body: { answers: Object.fromEntries(Object.entries(answers).map(([question, chosen]) => [question, [...chosen]])) },
      });
  };
  if (attempt.data) {
    const again = () => {
      attempt.reset();
      setAnswers({});
      setTried(false);
    };
    return <QuizResult version={version} quiz={quiz} answers={answers} result={attempt.data} onAgain={again} />;
  }
  return (
    <form
      ref={form}
      className="quiz"
      aria-label={t('title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="soft">{t('lead', { count: quiz.questions.length, percent: quiz.passPercent })}</p>
      {quiz.questions.map((question, at) => (
        <QuestionField
          key={question.id}
          question={question}
          place={at + 1}
          chosen={answers[question.id] ?? []}
          wrong={tried && !answers[question.id]?.length}
          onChange={(chosen) => setAnswers({ ...answers, [question.id]: chosen })}
        />
      ))}
      <RefusalNote error={attempt.error} />
      <div className="form-foot">
        <button type="submit" className="button primary" aria-disabled={attempt.isPending}>
          {t('submit')}
        </button>
      </div>
    </form>
  );
}
