import { finishSignOn } from '@alliance/contracts/sign-on.contract';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { arrivedWith } from '../../platform/arrival';
import { call } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { takeSession } from '../../platform/session';
import { keepTab } from '../../platform/storage';
import { joinTabs } from '../../platform/tabs';
import { EntryFrame } from '../../ui/entry-frame';
import { ownPath } from './own-path';
import { sessionWords } from './session.locale';
import './sign-in.css';

/** Where the hospital's own sign-in sends the browser back to: its answer is handed on once, and leaves the address. */
export function SignOnCallbackPage() {
  const t = useWords(sessionWords);
  const say = useErrorWords();
  const router = useRouter();
  const [error, setError] = useState<unknown>(null);
  const begun = useRef(false);
  useEffect(() => joinTabs(() => undefined), []);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const query = arrivedWith();
    void router.navigate({ to: '/sign-on/callback', search: {}, replace: true });
    call(finishSignOn, { body: { query } }).then((session) => {
      takeSession(session);
      router.history.replace(ownPath(keepTab.get('next') ?? undefined));
    }, setError);
  }, [router]);
  return (
    <EntryFrame title={t('callback.title')}>
      {error ? (
        <>
          <h2>{t('callback.failed')}</h2>
          <p className="sign-in-wrong" role="alert">
            {say(error)}
          </p>
          <nav className="entry-ways">
            <Link to="/login" search={{}}>
              {t('callback.again')}
            </Link>
          </nav>
        </>
      ) : (
        <p role="status">{t('callback.working')}</p>
      )}
    </EntryFrame>
  );
}
