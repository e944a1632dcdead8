import { renewRecoveryCodes, type AccountSecurity } from '@alliance/contracts/account.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { accountChanged } from './account.data';
import { accountWords } from './account.locale';
import { AskFirst } from './ask-first';

const few = 3;

/** How many recovery codes are left; only there when there is a second factor. */
export function RecoveryCard({
  security,
  onCodes,
}: {
  readonly security: AccountSecurity;
  readonly onCodes: (codes: readonly string[]) => void;
}) {
  const t = useWords(accountWords);
  const [asking, setAsking] = useState(false);
  const renew = useCommand(renewRecoveryCodes, {
    onDone: ({ recoveryCodes }) => {
      setAsking(false);
      accountChanged();
      onCodes(recoveryCodes);
    },
  });
  if (security.authenticators.length === 0) return null;
  const left = security.recoveryCodesLeft;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('recovery.title')}</h2>
        {left > 0 && <span className="soft figures">{t('recovery.left', { count: left })}</span>}
      </div>
      <div className="card-body">
        <p className={left < few ? 'note-warn' : 'soft'}>
          {left === 0 ? t('recovery.none') : left < few ? t('recovery.few') : t('recovery.about')}
        </p>
        <div className="account-actions">
          <button
            type="button"
            className="button"
            onClick={() => {
              renew.reset();
              setAsking(true);
            }}
          >
            {t('recovery.renew')}
          </button>
        </div>
        <AskFirst
          title={t('recovery.renewTitle')}
          open={asking}
          onClose={() => setAsking(false)}
          go={t('recovery.renew')}
          command={renew}
          onGo={() => renew.mutate({})}
        >
          {t('recovery.renewText')}
        </AskFirst>
      </div>
    </section>
  );
}
