import type { SessionView } from '@alliance/contracts/session.contract';
import { useEffect, useState } from 'react';
import { SignInForm } from '../features/session/sign-in.form';
import { holdActs, usePresence } from '../platform/activity';
import { useNow } from '../platform/clock';
import { useWords } from '../platform/i18n';
import { lock, lookAtSession, renew } from '../platform/session';
import { Dialog } from '../ui/dialog';
import { RefusalNote } from '../ui/states';
import { limitWords } from './limit.locale';
import './limit.css';

const second = 1_000;
const noticeMs = 120 * second;
const coarseMs = 15 * second;
/** The server notes that somebody is there once a minute at most, so its limit may come that much earlier than ours. */
const notedEveryMs = 60 * second;

interface Limit {
  readonly kind: 'idle' | 'absolute';
  readonly at: number;
  readonly onCall: boolean;
}

/** Announces the end of a session two minutes before: for want of a person, or because it is old. A desk on call locks instead. */
export function Expiry({ session }: { readonly session: SessionView }) {
  const idleAt = usePresence() + session.idleSeconds * second - notedEveryMs;
  const absoluteAt = Date.parse(session.absoluteEnd);
  const kind = idleAt < absoluteAt ? 'idle' : 'absolute';
  const at = Math.min(idleAt, absoluteAt);
  const near = at - useNow(coarseMs) < noticeMs + coarseMs;
  if (!near) return null;
  return <Near limit={{ kind, at, onCall: session.onCallUntil !== null }} username={session.user.username} key={`${kind}${absoluteAt}`} />;
}

function Near({ limit, username }: { readonly limit: Limit; readonly username: string }) {
  const [dismissed, setDismissed] = useState(false);
  const left = limit.at - useNow(second);
  const over = left <= 0;
  const look = Math.floor(left / coarseMs);
  useEffect(() => {
    if (!over) return;
    if (limit.onCall) void lock();
    else void lookAtSession();
  }, [over, look, limit.onCall]);
  if (left > noticeMs || dismissed) return null;
  return limit.kind === 'idle' ? (
    <Idle left={left} onCall={limit.onCall} />
  ) : (
    <Absolute left={left} onCall={limit.onCall} username={username} onDismiss={() => setDismissed(true)} />
  );
}

function useTimeWords(left: number): string {
  const t = useWords(limitWords);
  const whole = Math.max(0, Math.floor(left / second));
  const [minutes, seconds] = [Math.floor(whole / 60), whole % 60];
  if (whole === 0) return t('time.now');
  return minutes ? t('time.minutes', { minutes, seconds }) : t('time.seconds', { seconds });
}

function Idle({ left, onCall }: { readonly left: number; readonly onCall: boolean }) {
  const t = useWords(limitWords);
  const time = useTimeWords(left);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(holdActs, []);
  async function go() {
    if (busy) return;
    setBusy(true);
    setError(null);
    await renew().catch(setError);
    setBusy(false);
  }
  return (
    <Dialog title={t('idle.title')} open onClose={() => undefined} stays width={400}>
      <p className="soft limit-said figures" role="timer" aria-live="off">
        {t(onCall ? 'idle.locks' : 'idle.ends', { time })}
      </p>
      <RefusalNote error={error} />
      <div className="limit-foot">
        <button type="button" className="button primary" data-first aria-disabled={busy} onClick={() => void go()}>
          {busy ? t('idle.going') : t('idle.go')}
        </button>
      </div>
    </Dialog>
  );
}

function Absolute(props: { readonly left: number; readonly onCall: boolean; readonly username: string; readonly onDismiss: () => void }) {
  const t = useWords(limitWords);
  const time = useTimeWords(props.left);
  return (
    <Dialog title={t('absolute.title')} open onClose={props.onDismiss} width={400}>
      <p className="soft limit-said figures" role="timer" aria-live="off">
        {t(props.onCall ? 'absolute.locks' : 'absolute.ends', { time })}
      </p>
      {!props.onCall && <SignInForm username={props.username} />}
      <div className="limit-foot">
        <button type="button" className="button bare" onClick={props.onDismiss}>
          {t(props.onCall ? 'absolute.understood' : 'absolute.later')}
        </button>
      </div>
    </Dialog>
  );
}
