import { removeAuthenticator, type AccountSecurity, type Authenticator } from '@alliance/contracts/account.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { passkeysWork } from '../../platform/passkey';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { accountChanged } from './account.data';
import { accountWords } from './account.locale';
import { AskFirst } from './ask-first';
import { PasskeyDialog } from './passkey-dialog';
import { TotpDialog } from './totp-dialog';

interface Adding {
  /** One was added, with recovery codes if it is the first. */
  readonly onAdded: (authenticator: Authenticator, recoveryCodes: readonly string[] | null) => void;
}

/** Second factors: what there is, adding one, removing one. */
export function FactorCard({ security, onAdded }: Adding & { readonly security: AccountSecurity }) {
  const t = useWords(accountWords);
  const [leaving, setLeaving] = useState<Authenticator>();
  const remove = useCommand(removeAuthenticator, {
    onDone: () => {
      say(t('factors.removed', { name: leaving?.name ?? '' }));
      setLeaving(undefined);
      accountChanged();
    },
  });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('factors.title')}</h2>
        {security.secondFactor === 'required' && <span className="faint">{t('factors.required')}</span>}
      </div>
      <div className="card-body">
        {security.authenticators.length === 0 && <p className="soft">{t('factors.none')}</p>}
        <ul className="account-list">
          {security.authenticators.map((one) => (
            <li key={one.id}>
              <div>
                <strong>{one.name}</strong> <span className="tag">{t(`factors.${one.kind}`)}</span>
                <div className="facts-line">
                  <span>
                    {t('factors.added')} <When at={one.addedAt} />
                  </span>
                  <span>{one.lastUsedAt ? <Used at={one.lastUsedAt} /> : t('factors.unused')}</span>
                </div>
              </div>
              <button
                type="button"
                className="button"
                aria-label={`${t('factors.remove')} ${one.name}`}
                onClick={() => {
                  remove.reset();
                  setLeaving(one);
                }}
              >
                {t('factors.remove')}
              </button>
            </li>
          ))}
        </ul>
        <AddFactor onAdded={onAdded} />
        <AskFirst
          title={t('factors.removeTitle', { name: leaving?.name ?? '' })}
          open={leaving !== undefined}
          onClose={() => setLeaving(undefined)}
          go={t('factors.remove')}
          danger
          command={remove}
          onGo={() => leaving && remove.mutate({ params: { id: leaving.id } })}
        >
          {t('factors.removeText')}
        </AskFirst>
      </div>
    </section>
  );
}

function Used({ at }: { readonly at: string }) {
  const t = useWords(accountWords);
  return (
    <>
      {t('factors.used')} <When at={at} />
    </>
  );
}

function AddFactor({ onAdded }: Adding) {
  const t = useWords(accountWords);
  const [adding, setAdding] = useState<Authenticator['kind']>();
  const close = () => setAdding(undefined);
  const added: Adding['onAdded'] = (authenticator, codes) => {
    close();
    say(t('factors.addedSaid', { name: authenticator.name }));
    onAdded(authenticator, codes);
  };
  const can = passkeysWork();
  return (
    <>
      <div className="account-actions">
        <button type="button" className="button" disabled={!can} onClick={() => setAdding('passkey')}>
          {t('factors.addPasskey')}
        </button>
        <button type="button" className="button" onClick={() => setAdding('totp')}>
          {t('factors.addTotp')}
        </button>
      </div>
      {!can && <p className="faint">{t('factors.noPasskeys')}</p>}
      <PasskeyDialog open={adding === 'passkey'} onClose={close} onAdded={added} />
      <TotpDialog open={adding === 'totp'} onClose={close} onAdded={added} />
    </>
  );
}
