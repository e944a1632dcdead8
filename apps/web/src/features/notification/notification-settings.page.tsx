import { getNotificationSettings } from '@alliance/contracts/delivery.contract';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Page } from '../../ui/page';
import { Loaded, Skeleton } from '../../ui/states';
import { NotificationSettingsForm } from './notification-settings.form';
import { OwnDeliveries } from './own-deliveries';
import { notificationSettingsWords } from './settings.locale';
import './delivery.css';

/** How I am reached outside of the portal, tried out at once. @param beside what else reaches me there */
export function NotificationSettingsPage({ beside }: { readonly beside?: ReactNode }) {
  const t = useWords(notificationSettingsWords);
  const settings = useAnswer(getNotificationSettings, {});
  return (
    <Page title={t('title')}>
      <p className="soft told-lead">{t('lead')}</p>
      <div className="told">
        <Loaded of={settings} skeleton={<Skeleton rows={10} height={32} />}>
          {(data) => (
            <>
              <section className="card">
                <div className="card-body">
                  <NotificationSettingsForm settings={data} />
                </div>
              </section>
              {beside}
              <OwnDeliveries settings={data} />
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}
