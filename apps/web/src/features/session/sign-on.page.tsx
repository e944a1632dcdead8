import { listSignOnProviders, startSignOn } from '@alliance/contracts/sign-on.contract';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { keepTab } from '../../platform/storage';
import { TextField } from '../../ui/field';
import { EmptyState, Loaded, RefusalNote } from '../../ui/states';
import { EntryFrame } from '../../ui/entry-frame';
import { goTo } from './go-to';
import { sessionWords } from './session.locale';
import './sign-in.css';

const route = getRouteApi('/sign-on');
const searchFrom = 6;

/** Which hospital's own sign-in: the browser goes there and comes back to `/sign-on/callback`. */
export function SignOnPage() {
  const t = useWords(sessionWords);
  const { next } = route.useSearch();
  const providers = useAnswer(listSignOnProviders, {});
  const start = useCommand(startSignOn, { onDone: ({ url }) => goTo(url) });
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  return (
    <EntryFrame title={t('signOnPage.title')}>
      <p className="soft sign-in-said">{t('signOnPage.text')}</p>
      <RefusalNote error={start.error} />
      <Loaded of={providers}>
        {({ items }) => {
          const found = items.filter(({ name, institution }) => `${institution} ${name}`.toLowerCase().includes(wanted));
          return (
            <>
              {items.length > searchFrom && (
                <TextField label={t('signOnPage.search')} type="search" value={text} onChange={setText} maxLength={60} />
              )}
              {found.length ? (
                <ul className="sign-on-list">
                  {found.map(({ id, name, institution }) => (
                    <li key={id}>
                      <button
                        type="button"
                        className="button"
                        aria-disabled={start.isPending}
                        onClick={() => {
                          if (start.isPending) return;
                          keepTab.set('next', next ?? '/');
                          start.mutate({ params: { id } });
                        }}
                      >
                        <span>
                          {institution}
                          {name !== institution && <span className="choice-hint">{name}</span>}
                        </span>
                      </button>
                    </li>
                  ))}
                </ul>
              ) : (
                <EmptyState text={items.length ? t('signOnPage.none') : t('signOnPage.empty')} />
              )}
            </>
          );
        }}
      </Loaded>
      <nav className="entry-ways">
        <Link to="/login" search={next ? { next } : {}}>
          {t('signOnPage.back')}
        </Link>
      </nav>
    </EntryFrame>
  );
}
