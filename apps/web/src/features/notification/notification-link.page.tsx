import { getNotification, readNotifications } from '@alliance/contracts/notification.contract';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { isRefused } from '../../platform/refusal';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { notificationWords } from './notification.locale';
import { subjectOf } from './subject-link';

const route = getRouteApi('/inside/n/$id');

/** Where the link of a message leads: to what it was about, which counts as read then. */
export function NotificationLinkPage() {
  const t = useWords(notificationWords);
  const { id } = route.useParams();
  const navigate = useNavigate();
  const found = useAnswer(getNotification, { params: { id } });
  const notification = found.data;
  useEffect(() => {
    if (!notification) return;
    void call(readNotifications, { body: { ids: [notification.id] } }).then(
      () => touch('notification'),
      () => undefined,
    );
    void navigate({ ...(subjectOf(notification) ?? { to: '/notifications' }), replace: true });
  }, [notification, navigate]);
  const list = (
    <Link to="/notifications" className="button">
      {t('title')}
    </Link>
  );
  return (
    <Page title={t('title')}>
      {isRefused(found.error, 'access.not_found') ? (
        <EmptyState title={t('link.notFound')} text={t('link.notFoundText')} action={list} />
      ) : (
        <Loaded of={found}>{() => <Skeleton rows={4} />}</Loaded>
      )}
    </Page>
  );
}
