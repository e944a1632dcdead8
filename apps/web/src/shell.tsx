import type { Permission } from '@alliance/domain/access/permission';
import { Outlet, useMatches, useNavigate } from '@tanstack/react-router';
import { Component, useEffect, type ReactNode } from 'react';
import { SignInForm } from './features/session/sign-in.form';
import { useWords } from './platform/i18n';
import { listenLive } from './platform/live';
import { useMay, useSession } from './platform/session';
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
  useEffect(() => {
    if (now.phase === 'out') void navigate({ to: '/login', search: {} });
  }, [now.phase, navigate]);
  if (!('session' in now)) return null;
  return (
    <>
      <div className="shell">
        <a href="#content" className="skip">
          {t('skip')}
        </a>
        <Rail demonstration={now.session.demonstration} />
        <TopBar session={now.session} appointment={now.appointment} />
        <div className="shell-page" key={appointmentId}>
          <Crash>
            {now.appointment ? (
              <Allowed />
            ) : (
              <Page title={t('noAppointment')}>
                <EmptyState text={t('noAppointmentText')} />
              </Page>
            )}
          </Crash>
        </div>
        <BottomBar />
      </div>
      <Said />
      <KeyHelp />
      <Dialog title={t('ended.title')} open={now.phase === 'ended'} onClose={() => undefined} width={400}>
        <p className="soft">{t('ended.text')}</p>
        <SignInForm username={now.session.user.username} />
      </Dialog>
    </>
  );
}

function Allowed() {
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
