import { type ReactNode } from 'react';
import { isRefused, problemOf, useErrorWords } from '../platform/refusal';
import { useWords } from '../platform/i18n';
import { refusalWords } from '../platform/refusal.locale';
import { useSession } from '../platform/session';
import { uiWords } from './ui.locale';
import './states.css';

/** Nothing here: says so, and what to do next. */
export function EmptyState({ title, text, action }: { readonly title?: string; readonly text?: string; readonly action?: ReactNode }) {
  return (
    <div className="state" role="status">
      {title && <p className="state-title">{title}</p>}
      {text && <p className="soft">{text}</p>}
      {action && <div className="state-action">{action}</div>}
    </div>
  );
}

/** Not allowed as whom I act now: names that and the way out. */
export function NoPermission({ titled = false }: { /** The title stands above already. */ readonly titled?: boolean }) {
  const t = useWords(uiWords);
  const session = useSession();
  const who = 'appointment' in session && session.appointment ? session.appointment.institution.name : '—';
  return (
    <div className="state" role="alert">
      {!titled && <p className="state-title">{t('noPermission.title')}</p>}
      <p className="soft">{t('noPermission.text', { who })}</p>
    </div>
  );
}

/** What could not be loaded, in words, with a way to try again. */
export function ErrorState({ error, retry }: { readonly error: unknown; readonly retry?: () => unknown }) {
  const t = useWords(uiWords);
  const say = useErrorWords();
  const reference = useWords(refusalWords);
  const problem = problemOf(error);
  if (isRefused(error, 'access.denied')) return <NoPermission />;
  return (
    <div className="state" role="alert">
      <p className="state-title">{t('error.title')}</p>
      <p className="soft">{say(error, true)}</p>
      {problem?.requestId && <p className="faint figures">{reference('general.requestId', { requestId: problem.requestId })}</p>}
      {retry && (
        <div className="state-action">
          <button type="button" className="button" onClick={() => void retry()}>
            {t('retry')}
          </button>
        </div>
      )}
    </div>
  );
}

/** A refused action, beside the thing that was refused; what was typed stays. */
export function RefusalNote({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) {
  const say = useErrorWords();
  if (!error) return null;
  return (
    <div className="note-bad" role="alert">
      <span aria-hidden="true">✕ </span>
      {say(error)}
      {children}
    </div>
  );
}

/** Grey bars of the size of what comes, so that nothing jumps. */
export function Skeleton({ rows = 3, height = 20 }: { readonly rows?: number; readonly height?: number }) {
  const t = useWords(uiWords);
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} className="skeleton-bar" style={{ height, width: `${100 - ((i * 17) % 34)}%` }} />
      ))}
    </div>
  );
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}
/** Loading, refused or there: the three faces of everything that is asked for. */
export function Loaded<T>({
  of,
  skeleton,
  children,
}: {
  readonly of: Asked<T>;
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ErrorState error={of.error} retry={of.refetch} />;
  return <>{skeleton ?? <Skeleton rows={6} />}</>;
}
