import { listNotifications, readNotifications, type Notification } from '@alliance/contracts/notification.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, Loaded, RefusalNote } from '../../ui/states';
import { MoreButton } from '../../ui/more-button';
import { notificationWords } from './notification.locale';
import { subjectOf } from './subject-link';
import './notification.css';

export function NotificationListPage() {
  const t = useWords(notificationWords);
  const [unreadOnly, setUnreadOnly] = useState(false);
  const list = usePages(listNotifications, { query: { limit: 30, ...(unreadOnly ? { unread: 'true' } : {}) } });
  const unread = list.first?.unread ?? 0;
  const read = useCommand(readNotifications, { touches: ['notification'] });
  const readAll = () => read.mutate({ body: {} }, { onSuccess: () => say(t('allRead')) });
  return (
    <Page
      title={t('title')}
      actions={
        <>
          {[false, true].map((only) => (
            <button
              key={String(only)}
              type="button"
              className="chip"
              aria-pressed={only === unreadOnly}
              onClick={() => setUnreadOnly(only)}
            >
              {only ? `${t('unreadOnly')} ${unread || ''}` : t('all')}
            </button>
          ))}
          <Link to="/account/notifications" className="button bare">
            {t('settings')}
          </Link>
          <button type="button" className="button" disabled={!unread} onClick={readAll}>
            {t('readAll')}
          </button>
        </>
      }
    >
      <RefusalNote error={read.error} />
      <Loaded of={list}>
        {(items) =>
          items.length ? (
            <div className="card">
              <ul>
                {items.map((item) => (
                  <Row key={item.id} item={item} onOpen={() => !item.readAt && read.mutate({ body: { ids: [item.id] } })} />
                ))}
              </ul>
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState title={t(unreadOnly ? 'emptyUnread' : 'empty')} text={t('emptyText')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Row({ item, onOpen }: { readonly item: Notification; readonly onOpen: () => void }) {
  const t = useWords(notificationWords);
  const kindWords = useWordsIfAny(notificationWords);
  const sentence = kindWords(`kind.${item.kind}`, { label: item.label }) ?? t('kind.general', { label: item.label });
  const content = (
    <>
      <span className="notification-mark" aria-hidden="true">
        {item.readAt ? '' : '●'}
      </span>
      <span className="notification-text">
        {sentence}
        {!item.readAt && <span className="unseen">（{t('unread')}）</span>}
        {item.undelivered && (
          <span className="notification-undelivered" title={t('undeliveredText')}>
            {' '}
            {t('undelivered')}
          </span>
        )}
        {item.fromInstitution && <span className="faint"> {t('from', { institution: item.fromInstitution })}</span>}
      </span>
      <span className="faint">
        <When at={item.at} />
      </span>
    </>
  );
  const subject = subjectOf(item);
  const className = item.readAt ? 'notification' : 'notification new';
  return (
    <li>
      {subject ? (
        <Link {...subject} className={className} onClick={onOpen}>
          {content}
        </Link>
      ) : (
        <button type="button" className={className} onClick={onOpen}>
          {content}
        </button>
      )}
    </li>
  );
}
