import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { setLanguage, useLanguage, useWords } from '../../platform/i18n';
import { frameWords } from '../../ui/frame.locale';
import { sessionWords } from './session.locale';
import { SignInForm } from './sign-in.form';

const route = getRouteApi('/login');

export function LoginPage() {
  const t = useWords(sessionWords);
  const product = useWords(frameWords);
  const language = useLanguage();
  const router = useRouter();
  const { next } = route.useSearch();
  useEffect(() => {
    document.title = `${t('title')} · ${product('product')}`;
  }, [t, product]);
  // the frame is fetched while the name is being typed
  useEffect(() => {
    const timer = setTimeout(() => void router.preloadRoute({ to: '/' }).catch(() => undefined), 1_500);
    return () => clearTimeout(timer);
  }, [router]);
  // only a path of our own: an address from outside could lead anywhere
  const target = next?.startsWith('/') && !next.startsWith('//') ? next : '/';
  return (
    <main className="login">
      <div className="login-box">
        <div className="login-name">
          <img src="/favicon.svg" width={32} height={32} alt="" />
          <h1>{product('long')}</h1>
        </div>
        <p className="login-purpose">{t('purpose')}</p>
        <SignInForm onDone={() => router.history.replace(target)} />
        <button
          type="button"
          className="login-language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {t('language')}
        </button>
      </div>
    </main>
  );
}
