import { endCalendarFeed, getCalendarFeed, openCalendarFeed, type CalendarFeed } from '@alliance/contracts/calendar-feed.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient, useAnswer } from '../../platform/query';
import { CopyLine } from '../../ui/copy-line';
import { Dialog } from '../../ui/dialog';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { Loaded, RefusalNote } from '../../ui/states';
import { Question } from './question';
import { calendarFeedWords } from './calendar-feed.locale';
import './calendar-feed.css';

const feedChanged = () => void queryClient.invalidateQueries({ queryKey: keyOf(getCalendarFeed, {}) });

/** The address by which a calendar program finds my consultations: made, replaced, ended. */
export function CalendarFeedCard() {
  const t = useWords(calendarFeedWords);
  const feed = useAnswer(getCalendarFeed, {});
  const [url, setUrl] = useState<string>();
  return (
    <section className="card" aria-labelledby="calendar-feed">
      <div className="card-head">
        <h2 id="calendar-feed">{t('title')}</h2>
      </div>
      <div className="card-body">
        <p className="soft">{t('lead')}</p>
        <Loaded of={feed}>{({ feed: current }) => <Feed feed={current} onMade={setUrl} />}</Loaded>
        <Dialog title={t('addressTitle')} open={url !== undefined} onClose={() => setUrl(undefined)} width={520}>
          {url !== undefined && <Address url={url} onKept={() => setUrl(undefined)} />}
        </Dialog>
      </div>
    </section>
  );
}

function Feed({ feed, onMade }: { readonly feed: CalendarFeed['feed']; readonly onMade: (url: string) => void }) {
  const t = useWords(calendarFeedWords);
  const [asking, setAsking] = useState<'replace' | 'end'>();
  const done = () => {
    setAsking(undefined);
    feedChanged();
  };
  const make = useCommand(openCalendarFeed, {
    onDone: ({ url }) => {
      done();
      onMade(url);
    },
  });
  const end = useCommand(endCalendarFeed, {
    onDone: () => {
      done();
      say(t('ended'));
    },
  });
  const ask = (what: 'replace' | 'end') => {
    (what === 'end' ? end : make).reset();
    setAsking(what);
  };
  if (!feed)
    return (
      <>
        <p>{t('none')}</p>
        <RefusalNote error={make.error} />
        <div className="calendar-feed-actions">
          <button
            type="button"
            className="button primary"
            aria-disabled={make.isPending}
            onClick={() => !make.isPending && make.mutate({})}
          >
            {t('make')}
          </button>
        </div>
      </>
    );
  return (
    <>
      <p>
        {t('since')} <When at={feed.createdAt} />
      </p>
      <p className="soft">
        {feed.readAt ? (
          <>
            {t('read')} <When at={feed.readAt} />
          </>
        ) : (
          t('never')
        )}
      </p>
      <div className="calendar-feed-actions">
        <button type="button" className="button" onClick={() => ask('replace')}>
          {t('replace')}
        </button>
        <button type="button" className="button" onClick={() => ask('end')}>
          {t('end')}
        </button>
      </div>
      <Question
        title={t('replaceTitle')}
        text={t('replaceText')}
        go={t('replace')}
        open={asking === 'replace'}
        command={make}
        onGo={() => make.mutate({})}
        onClose={() => setAsking(undefined)}
      />
      <Question
        title={t('endTitle')}
        text={t('endText')}
        go={t('end')}
        open={asking === 'end'}
        command={end}
        onGo={() => end.mutate({})}
        onClose={() => setAsking(undefined)}
      />
    </>
  );
}

function Address({ url, onKept }: { readonly url: string; readonly onKept: () => void }) {
  const t = useWords(calendarFeedWords);
  return (
    <div className="calendar-feed-address">
      <p className="note-warn">{t('once')}</p>
      <CopyLine label={t('address')} value={url} />
      <h3>{t('how')}</h3>
      <ul>
        <li>{t('outlook')}</li>
        <li>{t('apple')}</li>
        <li>{t('feishu')}</li>
      </ul>
      <div className="calendar-feed-actions end">
        <button type="button" className="button primary" onClick={onKept}>
          {t('kept')}
        </button>
      </div>
    </div>
  );
}
