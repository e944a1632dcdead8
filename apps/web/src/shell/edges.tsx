import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { Unanswered } from '../platform/call';
import { useErrorWords } from '../platform/refusal';
import { useWords } from '../platform/i18n';
import { shellWords } from './shell.locale';
import { uiWords } from '../ui/ui.locale';
import './edges.css';

/** No such address. */
export function NotFound() {
  const t = useWords(shellWords);
  return (
    <main id="content" className="edge">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.text')}</p>
      <Link to="/">{t('notFound.home')}</Link>
    </main>
  );
}

/** A part of the application that was not fetched: every browser says it in its own words. */
const isChunk = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|importing a module script|preload CSS/i.test(error.message);

/** The page or the session could not be loaded: usually the line. */
export function Wrong({ error }: ErrorComponentProps) {
  const t = useWords(uiWords);
  const say = useErrorWords();
  return (
    <main id="content" className="edge">
      <h1>{t('error.title')}</h1>
      <p role="alert">{say(isChunk(error) ? new Unanswered(error) : error, true)}</p>
      <button type="button" onClick={() => location.reload()}>
        {t('retry')}
      </button>
    </main>
  );
}

export function Waiting() {
  const t = useWords(uiWords);
  return (
    <div className="edge" role="status">
      {t('loading')}
    </div>
  );
}
