import type { AppointmentView, SessionView } from '@alliance/contracts/session.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { setLanguage, useLanguage, useText, useWords } from '../platform/i18n';
import { useLive } from '../platform/live';
import { roleWords } from '../platform/role.locale';
import { useAnswer } from '../platform/query';
import { useErrorWords } from '../platform/refusal';
import { actAs, lock, signOut, useMay } from '../platform/session';
import { Icon } from '../ui/icon';
import { openKeyHelp } from '../ui/keys';
import { Menu } from '../ui/menu';
import { setThemeMode, themeModes, useThemeMode } from '../ui/theme';
import { say } from '../ui/said';
import { limitWords } from './limit.locale';
import { Palette } from './palette';
import { shellWords } from './shell.locale';

/** As whom, what is new, which language: always at the top right. */
export function TopBar({ session, appointment }: { readonly session: SessionView; readonly appointment: AppointmentView | null }) {
  const t = useWords(shellWords);
  const language = useLanguage();
  const open = !session.enrolmentRequired;
  return (
    <header className="top-bar">
      {session.demonstration && <span className="top-demo">{t('demonstrationShort')}</span>}
      {open && <Palette />}
      <span className="top-space" />
      {open && <LiveMark />}
      <ActingAs appointments={session.appointments} current={appointment} />
      {open && <Bell />}
      <button
        type="button"
        className="button bare top-language"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        aria-label={t('language')}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {t('languageShort')}
      </button>
      <UserMenu session={session} />
    </header>
  );
}

function LiveMark() {
  const t = useWords(shellWords);
  const live = useLive();
  const may = useMay();
  if (!may('event.read')) return null;
  return (
    <span className={`live ${live}`} role="status" title={t(`live.${live}`)}>
      <span aria-hidden="true">{live === 'connected' ? '●' : live === 'connecting' ? '○' : '⚠'}</span>
      <span className="live-words">{t(`live.${live}`)}</span>
    </span>
  );
}

function ActingAs({
  appointments,
  current,
}: {
  readonly appointments: readonly AppointmentView[];
  readonly current: AppointmentView | null;
}) {
  const t = useWords(shellWords);
  const roles = useWords(roleWords);
  const text = useText();
  const navigate = useNavigate();
  const why = useErrorWords();
  const [busy, setBusy] = useState(false);
  const change = async (id: string) => {
    setBusy(true);
    try {
      await actAs(id);
      await navigate({ to: '/' });
    } catch (error) {
      say(why(error), { urgent: true });
    }
    setBusy(false);
  };
  const spell = ({ institution, department, role }: AppointmentView) =>
    [institution.name, text(department?.name), roles(role)].filter(Boolean).join(' · ');
  if (!current) return <span className="acting-as">{t('noAppointment')}</span>;
  if (appointments.length === 1)
    return (
      <span className="acting-as one-line" title={`${t('actingAs')}: ${spell(current)}`}>
        {spell(current)}
      </span>
    );
  return (
    <select
      className="acting-as"
      aria-label={t('actingAs')}
      aria-busy={busy}
      disabled={busy}
      value={current.id}
      onChange={(event) => void change(event.target.value)}
    >
      {appointments.map((appointment) => (
        <option key={appointment.id} value={appointment.id}>
          {spell(appointment)}
        </option>
      ))}
    </select>
  );
}

function Bell() {
  const t = useWords(shellWords);
  const may = useMay();
  const allowed = may('notification.read');
  const { data } = useAnswer(listNotifications, allowed ? { query: { unread: 'true', limit: 1 } } : null);
  if (!allowed) return null;
  const count = data?.unread ?? 0;
  return (
    <Link to="/notifications" className="button bare icon-only bell" aria-label={count ? t('unread', { count }) : t('noUnread')}>
      <Icon name="bell" size={20} />
      {count > 0 && <span className="bell-count figures">{count > 99 ? '99+' : count}</span>}
    </Link>
  );
}

function UserMenu({ session: { user, onCallUntil } }: { readonly session: SessionView }) {
  const t = useWords(shellWords);
  const limit = useWords(limitWords);
  const { name } = user;
  const navigate = useNavigate();
  const mode = useThemeMode();
  const language = useLanguage();
  const themes = themeModes.map((m) => ({ id: m, label: t(`theme.${m}`), checked: m === mode, run: () => setThemeMode(m) }));
  return (
    <Menu
      label={t('user', { name })}
      button={
        <>
          <span className="user-name">{name}</span>
          <span className="user-mark" aria-hidden="true">
            <Icon name="person" />
          </span>
        </>
      }
      items={[
        name,
        { id: 'account', label: limit('account'), run: () => void navigate({ to: '/account/security' }) },
        { id: 'notifications', label: t('notificationSettings'), run: () => void navigate({ to: '/account/notifications' }) },
        ...(onCallUntil ? [{ id: 'lock', label: limit('lock'), run: () => void lock() }] : []),
        { id: 'keys', label: t('keys'), run: openKeyHelp },
        { id: 'language', label: t('language'), run: () => setLanguage(language === 'zh' ? 'en' : 'zh') },
        t('theme.label'),
        ...themes,
        '',
        { id: 'out', label: t('signOut'), run: () => void signOut().then(() => navigate({ to: '/login' })) },
      ]}
    />
  );
}
