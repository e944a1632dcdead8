import type { Permission } from '@alliance/domain/access/permission';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import { useAppointment, useMay } from '../platform/session';
import { Page } from './page';
import { settingsWords } from './settings-frame.locale';
import './settings-frame.css';

const sections = [
  { to: '/settings/departments', word: 'departments', needs: 'department.manage' },
  { to: '/settings/capabilities', word: 'capabilities', needs: 'department.manage' },
  { to: '/settings/lines', word: 'lines', needs: 'department.manage' },
  { to: '/settings/sign-in', word: 'signIn', needs: 'policy.manage' },
  { to: '/settings/sign-on', word: 'signOn', needs: 'policy.manage' },
  { to: '/settings/machines', word: 'machines', needs: 'machine.manage' },
  { to: '/settings/webhooks', word: 'webhooks', needs: 'policy.manage' },
] as const satisfies readonly { to: string; word: string; needs: Permission }[];
export type Section = (typeof sections)[number]['word'];

/** One part of the settings of my institution, with the way to the others. */
export function SettingsFrame({
  at,
  actions,
  children,
}: {
  readonly at: Section;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useWords(settingsWords);
  const may = useMay();
  const institution = useAppointment()?.institution;
  return (
    <Page title={`${t(`section.${at}`)} · ${t('title')}`} aside={institution?.name} actions={actions}>
      <nav className="settings-nav" aria-label={t('sections')}>
        {sections
          .filter(({ needs }) => may(needs))
          .map(({ to, word }) => (
            <Link key={word} to={to} className="chip" aria-current={word === at ? 'page' : undefined}>
              {t(`section.${word}`)}
            </Link>
          ))}
      </nav>
      {children}
    </Page>
  );
}
