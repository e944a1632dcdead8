import { revokeOtherSessions, revokeSession, type OwnSession } from '@alliance/contracts/own-session.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { Loaded, RefusalNote } from '../../ui/states';
import { sessionsChanged, useOwnSessions } from './account.data';
import { accountWords } from './account.locale';
import { AskFirst } from './ask-first';

/** Where one is signed in, and how to end it there. */
export function OwnSessions() {
  const t = useWords(accountWords);
  const sessions = useOwnSessions();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('sessions.title')}</h2>
      </div>
      <div className="card-body">
        <Loaded of={sessions}>{({ items }) => <SessionList items={items} />}</Loaded>
      </div>
    </section>
  );
}

function SessionList({ items }: { readonly items: readonly OwnSession[] }) {
  const t = useWords(accountWords);
  const [asking, setAsking] = useState(false);
  const revoke = useCommand(revokeSession, {
    onDone: (_, { params }) => {
      const ended = items.find(({ id }) => id === params.id);
      say(t('sessions.revoked', { device: ended?.device || t('sessions.unknownDevice') }));
      sessionsChanged();
    },
  });
  const revokeOthers = useCommand(revokeOtherSessions, {
    onDone: ({ ended }) => {
      say(t('sessions.othersDone', { count: ended }));
      setAsking(false);
      sessionsChanged();
    },
  });
  const others = items.filter(({ current }) => !current).length;
  return (
    <>
      <RefusalNote error={revoke.error} />
      <ul className="account-list">
        {[...items]
          .sort((a, b) => Number(b.current) - Number(a.current))
          .map((one) => (
            <Row key={one.id} session={one} busy={revoke.isPending} onRevoke={() => revoke.mutate({ params: { id: one.id } })} />
          ))}
      </ul>
      {others > 0 ? (
        <div className="account-actions">
          <button type="button" className="button danger" onClick={() => setAsking(true)}>
            {t('sessions.others')}
          </button>
        </div>
      ) : (
        <p className="faint">{t('sessions.only')}</p>
      )}
      <AskFirst
        title={t('sessions.othersTitle')}
        open={asking}
        onClose={() => setAsking(false)}
        go={t('sessions.others')}
        danger
        command={revokeOthers}
        onGo={() => revokeOthers.mutate({})}
      >
        {t('sessions.othersText')}
      </AskFirst>
    </>
  );
}

function Row({ session, busy, onRevoke }: { readonly session: OwnSession; readonly busy: boolean; readonly onRevoke: () => void }) {
  const t = useWords(accountWords);
  const dayTime = useDayTime();
  const device = session.device || t('sessions.unknownDevice');
  return (
    <li>
      <div>
        <strong>{device}</strong> {session.current && <span className="tag">{t('sessions.current')}</span>}{' '}
        {session.onCallUntil && <span className="tag">{t('sessions.onCall', { time: dayTime(session.onCallUntil) })}</span>}
        <div className="facts-line">
          <span>
            {t('sessions.seen')} <When at={session.seenAt} />
          </span>
          <span>
            {t('sessions.opened')} <When at={session.openedAt} /> · {t(`sessions.method.${session.method}`)}
          </span>
          {session.address && (
            <span className="figures">
              {t('sessions.address')} {session.address}
            </span>
          )}
        </div>
      </div>
      {!session.current && (
        <button
          type="button"
          className="button"
          aria-label={t('sessions.revokeNamed', { device })}
          aria-disabled={busy}
          onClick={() => !busy && onRevoke()}
        >
          {t('sessions.revoke')}
        </button>
      )}
    </li>
  );
}
