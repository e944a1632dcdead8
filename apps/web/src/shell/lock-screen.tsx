import type { AppointmentView, SessionView } from '@alliance/contracts/session.contract';
import { useEffect, useState } from 'react';
import { ProofForm } from '../features/session/proof.form';
import { sessionWords } from '../features/session/session.locale';
import { SignInForm } from '../features/session/sign-in.form';
import { useNow } from '../platform/clock';
import { setLanguage, useLanguage, useText, useWords } from '../platform/i18n';
import { lookAtSession, signOut, unlock } from '../platform/session';
import { frameWords } from '../ui/frame.locale';
import { useDayTime } from '../ui/moment';
import { useModal } from '../ui/use-modal';
import { limitWords } from './limit.locale';
import './lock-screen.css';

interface LockScreenProps {
  readonly session: SessionView;
  readonly appointment: AppointmentView | null;
  /** The session ran out while the desk was locked. */
  readonly ended: boolean;
}

/** Covers everything: nothing of the page is rendered behind it. Who is on duty, and how to get back. */
export function LockScreen({ session, appointment, ended }: LockScreenProps) {
  const t = useWords(limitWords);
  const sign = useWords(sessionWords);
  const product = useWords(frameWords);
  const text = useText();
  const language = useLanguage();
  const dayTime = useDayTime();
  const modal = useModal(true, () => undefined, { stays: true });
  useDutyEnd(session.onCallUntil);
  useEffect(() => {
    document.title = `${t('locked.title')} · ${product('product')}`;
  }, [t, product]);
  const where = [appointment?.institution.name, text(appointment?.department?.name)].filter(Boolean).join(' · ');
  return (
    <dialog {...modal} className="lock-screen" aria-labelledby="lock-title">
      <main className="lock-box">
        <h1 id="lock-title">{t('locked.title')}</h1>
        <p className="lock-who">{t('locked.who', { name: session.user.name })}</p>
        {where && <p className="soft">{where}</p>}
        <p className="soft">{t(ended ? 'locked.ended' : 'locked.text')}</p>
        {ended ? (
          <SignInForm username={session.user.username} />
        ) : (
          <>
            {session.onCallUntil && <p className="soft">{t('locked.until', { time: dayTime(session.onCallUntil) })}</p>}
            <ProofForm
              username={session.user.username}
              send={unlock}
              words={{ go: t('locked.unlock'), going: t('locked.unlocking'), passkey: sign('passkey.unlock') }}
            />
            <SomebodyElse />
          </>
        )}
        <button
          type="button"
          className="button bare"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {product('language')}
        </button>
      </main>
    </dialog>
  );
}

/** When the shift is over the server ends a session that is locked. */
function useDutyEnd(onCallUntil: string | null): void {
  const now = useNow(15_000);
  const over = onCallUntil !== null && Date.parse(onCallUntil) <= now;
  useEffect(() => {
    if (over) void lookAtSession();
  }, [over]);
}

function SomebodyElse() {
  const t = useWords(limitWords);
  const [failed, setFailed] = useState(false);
  return (
    <details className="lock-other">
      <summary>{t('locked.other')}</summary>
      <p className="soft">{t('locked.otherText')}</p>
      {failed && (
        <p className="note-bad" role="alert">
          {t('locked.offline')}
        </p>
      )}
      <button type="button" className="button" onClick={() => void signOut().catch(() => setFailed(true))}>
        {t('locked.other')}
      </button>
    </details>
  );
}
