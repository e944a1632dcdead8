import { getGuide, type Guide } from '@alliance/contracts/demonstration.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { roleWords } from '../../platform/role.locale';
import { useSession } from '../../platform/session';
import { Page } from '../../ui/page';
import { Loaded, Skeleton } from '../../ui/states';
import { guideWords } from './guide.locale';
import './guide.css';

/** What a visitor of the demonstration can look at: what is under way, the stories, and whose account shows them. */
export function GuidePage() {
  const t = useWords(guideWords);
  const guide = useAnswer(getGuide, {});
  return (
    <Page title={t('title')}>
      <p className="soft guide-lead">{t('lead')}</p>
      <Loaded of={guide} skeleton={<Skeleton rows={12} height={40} />}>
        {({ alive, stories, accounts }) => (
          <>
            <Part title={t('alive')} entries={alive.map((entry) => ({ ...entry, text: t(`at.${entry.key}`) }))} />
            <Part title={t('stories')} entries={stories.map((entry) => ({ ...entry, text: t(`story.${entry.key}`) }))} />
            <Accounts accounts={accounts} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Entry = (Guide['stories'][number] | Guide['alive'][number]) & { readonly text: string };

function Part({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  const t = useWords(guideWords);
  return (
    <section className="card guide-part" aria-label={title}>
      <header className="card-head">
        <h2>{title}</h2>
      </header>
      <ul>
        {entries.map(({ key, text, referralId, accounts, mayOpen }) => (
          <li key={key}>
            {mayOpen ? (
              <>
                <Link to="/referrals/$id" params={{ id: referralId }}>
                  {text}
                </Link>
                <span className="faint">{accounts.join(' · ')}</span>
              </>
            ) : (
              <>
                <span>{text}</span>
                <span className="faint">{t('see', { accounts: accounts.join(t('or')) })}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Accounts({ accounts }: Pick<Guide, 'accounts'>) {
  const t = useWords(guideWords);
  const role = useWords(roleWords);
  const now = useSession();
  const me = 'session' in now ? now.session.user.username : undefined;
  return (
    <section className="card guide-part" aria-label={t('accounts')}>
      <header className="card-head">
        <h2>{t('accounts')}</h2>
      </header>
      <p className="soft guide-note">{t('accountsLead')}</p>
      <ul>
        {accounts.map(({ username, role: as, institution }) => (
          <li key={username} aria-current={username === me ? 'true' : undefined}>
            <span>
              <code>{username}</code> {username === me && <span className="tag">{t('you')}</span>}
            </span>
            <span className="faint">
              {role(as)} · {institution}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
