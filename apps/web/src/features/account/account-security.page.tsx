import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useSession } from '../../platform/session';
import { When } from '../../ui/moment-view';
import { Page } from '../../ui/page';
import { Loaded } from '../../ui/states';
import { accountChanged, useAccountSecurity } from './account.data';
import { accountWords } from './account.locale';
import { FactorCard } from './factor-card';
import { OwnSessions } from './own-sessions';
import { PasswordCard } from './password-card';
import { RecoveryCard } from './recovery-card';
import { RecoveryCodes } from './recovery-codes';
import './account.css';

const route = getRouteApi('/inside/account/security');

/** Password, second factors, recovery codes, and where one is signed in. */
export function AccountSecurityPage() {
  const t = useWords(accountWords);
  const security = useAccountSecurity();
  const session = useSession();
  const { welcome } = route.useSearch();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const enrolment = 'session' in session && session.session.enrolmentRequired;
  return (
    <Page title={t('title')} aside={'session' in session && `${t('username')} ${session.session.user.username}`}>
      <div className="account">
        {enrolment ? (
          <p className="note-warn" role="status">
            {t('enrolment')}
          </p>
        ) : (
          welcome && <Welcome secured={(security.data?.authenticators.length ?? 0) > 0} />
        )}
        <Loaded of={security}>
          {(data) => (
            <>
              <FactorCard
                security={data}
                onAdded={(_, recoveryCodes) => {
                  accountChanged();
                  if (recoveryCodes) setCodes(recoveryCodes);
                }}
              />
              <RecoveryCard security={data} onCodes={setCodes} />
              <PasswordCard security={data} />
              <RecoveryCodes codes={codes} username={data.username} onKept={() => setCodes([])} />
              {data.singleSignOn.length > 0 && (
                <section className="card">
                  <div className="card-head">
                    <h2>{t('signOn.title')}</h2>
                  </div>
                  <ul className="card-body">
                    {data.singleSignOn.map(({ provider, linkedAt }) => (
                      <li key={provider}>
                        {t('signOn.linked', { provider })} <When at={linkedAt} />
                      </li>
                    ))}
                  </ul>
                </section>
              )}
            </>
          )}
        </Loaded>
        <OwnSessions />
      </div>
    </Page>
  );
}

/** After joining: what makes the next sign-in easier, and the way past it. */
function Welcome({ secured }: { readonly secured: boolean }) {
  const t = useWords(accountWords);
  return (
    <section className="note-good account-welcome">
      <h2>{t('welcome.title')}</h2>
      <p>{t('welcome.text')}</p>
      <Link to="/" className="button">
        {secured ? t('welcome.go') : t('welcome.skip')}
      </Link>
    </section>
  );
}
