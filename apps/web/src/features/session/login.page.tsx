import { Link, getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useWords } from '../../platform/i18n';
import { followTabs, useSession } from '../../platform/session';
import { EntryFrame } from '../../ui/entry-frame';
import { ownPath } from './own-path';
import { sessionWords } from './session.locale';
import { SignInForm } from './sign-in.form';

const route = getRouteApi('/login');

export function LoginPage() {
  const t = useWords(sessionWords);
  const router = useRouter();
  const { next } = route.useSearch();
  const { phase } = useSession();
  // the frame is fetched while the name is being typed
  useEffect(() => {
    const timer = setTimeout(() => void router.preloadRoute({ to: '/' }).catch(() => undefined), 1_500);
    return () => clearTimeout(timer);
  }, [router]);
  useEffect(followTabs, []);
  // in by this form, or in another tab
  useEffect(() => {
    if (phase === 'in') router.history.replace(ownPath(next));
  }, [phase, next, router]);
  return (
    <EntryFrame title={t('title')} plain>
      <SignInForm />
      <nav className="entry-ways">
        <Link to="/sign-on" search={next ? { next } : {}}>
          {t('signOn')}
        </Link>
        <Link to="/forgot">{t('forgot')}</Link>
      </nav>
    </EntryFrame>
  );
}
