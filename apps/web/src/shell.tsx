import type { Permission } from '@alliance/domain/access/permission';
import { Outlet, useMatches, useNavigate } from '@tanstack/react-router';
import { Activity, Component, useEffect, type ReactNode } from 'react';
import { sessionWords } from './features/session/session.locale';
import { SignInForm } from './features/session/sign-in.form';
import { StepUpDialog } from './features/session/step-up.dialog';
import { startOffline } from './offline/start';
import { AlarmBar } from './platform/alarm';
import { useWords } from './platform/i18n';
import { listenLive } from './platform/live';
import { followActs, followTabs, useMay, useSession } from './platform/session';
import { Expiry } from './shell/expiry';
import { LockScreen } from './shell/lock-screen';
import { BottomBar, Rail } from './shell/rail';
import { shellWords } from './shell/shell.locale';
import { TopBar } from './shell/top-bar';
import { Dialog } from './ui/dialog';
import { KeyHelp } from './ui/keys';
import { Page } from './ui/page';
import { Said } from './ui/said';
import { EmptyState, NoPermission } from './ui/states';
import { uiWords } from './ui/ui.locale';
import './shell/shell.css';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Permission of the current appointment without which the page is not shown. */
    readonly needs?: Permission;
  }
}

/** Frame around everything behind the sign-in. */
export function Shell() {
  const t = useWords(shellWords);
  const now = useSession();
  const navigate = useNavigate();
  const appointmentId = 'appointment' in now ? now.appointment?.id : undefined;
  const may = useMay();
  const listening = now.phase === 'in' && may('event.read') ? appointmentId : undefined;
  useEffect(() => (listening ? listenLive(listening) : undefined), [listening]);
  useEffect(followTabs, []);
  useEffect(followActs, []);
  useEffect(startOffline, []);
  useEffect(() => {
    if (now.phase === 'out') void navigate({ to: '/login', search: {} });
  }, [now.phase, navigate]);
  if (!('session' in now)) return null;
  const { phase, session, appointment, away } = now;
  const open = !session.enrolmentRequired;
  return (
    <>
      {/* hidden, not taken away: what was typed is there after unlocking */}
      <Activity mode={session.locked ? 'hidden' : 'visible'}>
        <div className={open ? 'shell' : 'shell only-page'} inert={session.locked}>
          <a href="#content" className="skip">
            {t('skip')}
          </a>
          {open && <Rail demonstration={session.demonstration} />}
          <TopBar session={session} appointment={appointment} />
          <div className="shell-page" key={appointmentId}>
            <Crash>
              {appointment ? (
                <Allowed enrolment={session.enrolmentRequired} />
              ) : (
                <Page title={t('noAppointment')}>
                  <EmptyState text={t('noAppointmentText')} />
                </Page>
              )}
            </Crash>
          </div>
          {open && <BottomBar />}
        </div>
        <Said />
        <KeyHelp />
        <StepUpDialog session={session} />
        {phase === 'in' && !away && <Expiry session={session} />}
        <Ended open={phase === 'ended'} username={session.user.username} />
      </Activity>
      {session.locked && <LockScreen session={session} appointment={appointment} ended={phase === 'ended'} />}
      <AlarmBar />
    </>
  );
}

/** The page stays as it was under it. Who uses the hospital's own sign-in does so in another window; this page hears of it. */
function Ended({ open, username }: { readonly open: boolean; readonly username: string }) {
  const t = useWords(shellWords);
  const sign = useWords(sessionWords);
  return (
    <Dialog title={t('ended.title')} open={open} onClose={() => undefined} stays width={400}>
      <p className="soft limit-said">{t('ended.text')}</p>
      <SignInForm username={username} />
      <p className="ended-way">
        <a href="/sign-on" target="_blank" rel="noreferrer">
          {sign('signOnElsewhere')}
        </a>
      </p>
    </Dialog>
  );
}

const security = '/account/security';

/** Whoever still has to add a second factor sees the page where that is done, and nothing else. */
function Allowed({ enrolment }: { readonly enrolment: boolean }) {
  const navigate = useNavigate();
  const elsewhere = useMatches({ select: (matches) => matches.at(-1)?.pathname !== security });
  const held = enrolment && elsewhere;
  useEffect(() => {
    if (held) void navigate({ to: security, replace: true });
  }, [held, navigate]);
  return held ? null : <Permitted />;
}

function Permitted() {
  const t = useWords(uiWords);
  const may = useMay();
  const needs = useMatches({ select: (matches) => matches.at(-1)?.staticData.needs });
  if (!needs || may(needs)) return <Outlet />;
  return (
    <Page title={t('noPermission.title')}>
      <NoPermission titled />
    </Page>
  );
}

function CrashNote() {
  const t = useWords(uiWords);
  return (
    <Page title={t('crash.title')}>
      <EmptyState
        text={t('crash.text')}
        action={
          <button type="button" className="button primary" onClick={() => location.reload()}>
            {t('crash.reload')}
          </button>
        }
      />
    </Page>
  );
}

/** A page that fails does not take the frame with it. */
class Crash extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? <CrashNote /> : this.props.children;
  }
}
