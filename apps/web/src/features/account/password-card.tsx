import { changePassword, type AccountSecurity } from '@alliance/contracts/account.contract';
import { useRef, useState, type FormEvent } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { isRefused, useErrorWords } from '../../platform/refusal';
import { takeSession } from '../../platform/session';
import { Dialog } from '../../ui/dialog';
import { When } from '../../ui/moment-view';
import { NewPasswordField } from '../../ui/new-password-field';
import { PasswordField } from '../../ui/password-field';
import { passwordWords } from '../../ui/password.locale';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { accountChanged } from './account.data';
import { accountWords } from './account.locale';

export function PasswordCard({ security }: { readonly security: AccountSecurity }) {
  const t = useWords(accountWords);
  const [open, setOpen] = useState(false);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('password.title')}</h2>
      </div>
      <div className="card-body">
        {security.hasPassword ? (
          <>
            <p className="soft">
              {t('password.changed')} {security.passwordChangedAt ? <When at={security.passwordChangedAt} /> : t('password.never')}
            </p>
            <div className="account-actions">
              <button type="button" className="button" onClick={() => setOpen(true)}>
                {t('password.change')}
              </button>
            </div>
          </>
        ) : (
          <p className="soft">{t('password.none')}</p>
        )}
        <Dialog title={t('password.change')} open={open} onClose={() => setOpen(false)} width={420}>
          <ChangePassword security={security} onDone={() => setOpen(false)} />
        </Dialog>
      </div>
    </section>
  );
}

const aboutNext = ['password.too_short', 'password.common', 'password.contains_name'];

function ChangePassword({ security, onDone }: { readonly security: AccountSecurity; readonly onDone: () => void }) {
  const t = useWords(accountWords);
  const ui = useWords(uiWords);
  const password = useWords(passwordWords);
  const why = useErrorWords();
  const form = useRef<HTMLFormElement>(null);
  const [empty, setEmpty] = useState<'current' | 'next'>();
  const change = useCommand(changePassword, {
    onDone: (session) => {
      takeSession(session);
      accountChanged();
      say(t('password.saved'));
      onDone();
    },
  });
  const { error } = change;
  const atCurrent = isRefused(error, 'password.wrong');
  const atNext = isRefused(error, ...aboutNext);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isPending) return;
    const data = new FormData(event.currentTarget);
    const [current, next] = [String(data.get('current')), String(data.get('next'))];
    const missing = !current ? 'current' : !next ? 'next' : undefined;
    setEmpty(missing);
    if (missing) form.current?.querySelector<HTMLInputElement>(`[name=${missing}]`)?.focus();
    else change.mutate({ body: { current, next } });
  };
  return (
    <form ref={form} className="account-dialog" noValidate onSubmit={submit}>
      <p className="soft">{t('password.text')}</p>
      <input type="hidden" autoComplete="username" value={security.username} readOnly />
      <PasswordField
        label={t('password.current')}
        name="current"
        complete="current-password"
        first
        error={empty === 'current' ? password('fill') : atCurrent ? why(error) : undefined}
      />
      <NewPasswordField
        label={t('password.next')}
        minimum={security.minimumPasswordLength}
        username={security.username}
        error={empty === 'next' ? password('fill') : atNext ? why(error) : undefined}
      />
      {!atCurrent && !atNext && <RefusalNote error={error} />}
      <div className="account-foot">
        <button type="button" className="button" onClick={onDone}>
          {ui('cancel')}
        </button>
        <button type="submit" className="button primary" aria-disabled={change.isPending}>
          {t('password.change')}
        </button>
      </div>
    </form>
  );
}
