import type { Topic } from '@alliance/contracts/live';
import { Link } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { alarmWords } from './alarm.locale';
import { soundIsOn, soundUntilStopped } from './alarm-sound';
import { useNow } from './clock';
import { useWords } from './i18n';
import { onSignal } from './live';
import { useSession } from './session';
import './alarm.css';

const channelName = 'alliance.alarm';

/** Whether this desk is on call: it locks instead of signing out, and it rings. */
function useArmed(): boolean {
  const now = useSession();
  const at = useNow(15_000);
  const until = now.phase === 'in' ? now.session.onCallUntil : null;
  return until !== null && Date.parse(until) > at;
}

/** What rings: a referral, or a consultation that is asked for at once. */
interface Case {
  readonly id: string;
  readonly topic: Topic;
}

/** Immediate cases nobody here has acknowledged yet; pressing it in one tab is enough for all of them. */
function useAlarms(armed: boolean) {
  const [waiting, setWaiting] = useState<readonly Case[]>([]);
  const channel = useRef<BroadcastChannel>(null);
  useEffect(() => {
    if (!armed) return;
    const forget = onSignal(({ alarm, id, topic }) => {
      if (alarm) setWaiting((cases) => (cases.some((one) => one.id === id) ? cases : [...cases, { id, topic }]));
    });
    const own = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
    if (own) own.onmessage = () => setWaiting([]);
    channel.current = own;
    return () => {
      forget();
      own?.close();
      channel.current = null;
    };
  }, [armed]);
  const acknowledge = () => {
    setWaiting([]);
    channel.current?.postMessage('known');
  };
  return { waiting, acknowledge };
}

/** The title of the tab says it too, by turns; still for those who want no motion. */
function useTitle(text: string | undefined): void {
  useEffect(() => {
    if (!text) return;
    const before = document.title;
    document.title = text;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const timer = setInterval(() => (document.title = document.title === text ? before : text), 1_000);
    if (still) clearInterval(timer);
    return () => {
      clearInterval(timer);
      document.title = before;
    };
  }, [text]);
}

/**
 * The alarm of a desk on call: rings and stands above everything, a locked screen and open panels included, until somebody says that it was heard.
 * A locked desk shows no more than that there is something. Once per application, after the lock screen.
 */
export function AlarmBar() {
  const now = useSession();
  const armed = useArmed();
  const { waiting, acknowledge } = useAlarms(armed);
  const locked = 'session' in now && now.session.locked;
  if (waiting.length) return <Alarm cases={waiting} locked={locked} onKnown={acknowledge} />;
  return armed ? <Silent locked={locked} /> : null;
}

type Of = 'referral' | 'consultation' | 'both';
/** The case itself; of several their list, or the desk where both wait. */
function placeOf(cases: readonly Case[], of: Of) {
  const [first, second] = cases;
  const only = second ? undefined : first;
  if (of === 'both') return { to: '/' } as const;
  if (of === 'consultation')
    return only
      ? ({ to: '/consultations/$id', params: { id: only.id }, search: {} } as const)
      : ({ to: '/consultations', search: {} } as const);
  return only ? ({ to: '/referrals/$id', params: { id: only.id }, search: {} } as const) : ({ to: '/referrals', search: {} } as const);
}

function Alarm({ cases, locked, onKnown }: { readonly cases: readonly Case[]; readonly locked: boolean; readonly onKnown: () => void }) {
  const t = useWords(alarmWords);
  const ref = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(true);
  const asked = cases.filter(({ topic }) => topic === 'consultation').length;
  const of = asked === 0 ? 'referral' : asked === cases.length ? 'consultation' : 'both';
  const where = placeOf(cases, of);
  useTitle(t(`tab.${of}`));
  useEffect(() => soundUntilStopped(setOn), []);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    // again when the desk is locked meanwhile: whatever opened last is on top
    if (dialog.open) dialog.close();
    dialog.showModal();
    // a key that was meant for what one was typing acknowledges nothing
    dialog.focus();
  }, [locked]);
  useLayoutEffect(() => {
    const dialog = ref.current;
    // closed before it goes, so that the focus returns to where it was
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="alarm"
      role="alertdialog"
      tabIndex={-1}
      aria-labelledby="alarm-title"
      aria-describedby="alarm-text"
      onCancel={onKnown}
      onKeyDown={(event) => event.key === 'Escape' && onKnown()}
    >
      <h2 id="alarm-title">
        <span aria-hidden="true">▲</span> {t(`title.${of}`)}
      </h2>
      <p id="alarm-text">{locked ? t(`locked.${of}`) : t(`waiting.${of}`, { count: cases.length })}</p>
      {!on && (
        <p>
          <button type="button" className="button">
            {t('blocked')}
          </button>
        </p>
      )}
      <div className="alarm-actions">
        {!locked && (
          <Link {...where} className="button" onClick={onKnown}>
            {t('look')}
          </Link>
        )}
        <button type="button" className="button primary" onClick={onKnown}>
          {t('known')}
        </button>
      </div>
    </dialog>
  );
}

/**
 * On call without sound, after the page was loaded again: said before anything rings, above a lock screen too.
 * Any press on the page is what the browser waits for.
 */
function Silent({ locked }: { readonly locked: boolean }) {
  const t = useWords(alarmWords);
  const [state, setState] = useState<'asking' | 'on' | 'off' | 'stuck'>('asking');
  const ref = useRef<HTMLDivElement>(null);
  const shown = state === 'off' || state === 'stuck';
  useEffect(() => {
    const look = (pressed: boolean) => () => void soundIsOn().then((on) => setState(on ? 'on' : pressed ? 'stuck' : 'off'));
    const press = look(true);
    look(false)();
    window.addEventListener('pointerdown', press);
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('pointerdown', press);
      window.removeEventListener('keydown', press);
    };
  }, []);
  useEffect(() => {
    const note = ref.current;
    if (!shown || !note || !('showPopover' in note)) return;
    // whatever opened last is on top
    if (note.matches(':popover-open')) note.hidePopover();
    note.showPopover();
  }, [shown, locked]);
  if (!shown) return null;
  return (
    <div ref={ref} popover="manual" className="alarm-silent" role="status">
      <span>⚠ {t(state === 'stuck' ? 'stillSilent' : 'silent')}</span>
      <button type="button" className="button">
        {t('open')}
      </button>
    </div>
  );
}
