import { confirmTotp, enrolTotp, type Authenticator } from '@alliance/contracts/account.contract';
import { Suspense, lazy, useState, type FormEvent } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { isRefused, useErrorWords } from '../../platform/refusal';
import { Dialog } from '../../ui/dialog';
import { Field, TextField } from '../../ui/field';
import { RefusalNote } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { accountWords } from './account.locale';
import type { AddDialogProps } from './passkey-dialog';

const TotpQr = lazy(() => import('./totp-qr').then(({ TotpQr: component }) => ({ default: component })));

/** An authenticator app: its secret by picture or in letters, then the first code proves that it came across. */
export function TotpDialog(props: AddDialogProps) {
  const t = useWords(accountWords);
  return (
    <Dialog title={t('totpDialog.title')} open={props.open} onClose={props.onClose} width={460}>
      <AddTotp {...props} />
    </Dialog>
  );
}

function AddTotp({ onClose, onAdded }: AddDialogProps) {
  const t = useWords(accountWords);
  const ui = useWords(uiWords);
  const [name, setName] = useState(t('totpDialog.myPhone'));
  const enrol = useCommand(enrolTotp);
  if (enrol.data) return <ConfirmTotp secret={enrol.data} onClose={onClose} onAdded={onAdded} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!enrol.isPending) enrol.mutate({ body: { name: name.trim() || t('totpDialog.myPhone') } });
  };
  return (
    <form className="account-dialog" noValidate onSubmit={submit}>
      <p className="soft">{t('totpDialog.intro')}</p>
      <TextField label={t('factors.name')} hint={t('factors.nameHint')} value={name} onChange={setName} maxLength={60} />
      <RefusalNote error={enrol.error} />
      <div className="account-foot">
        <button type="button" className="button" onClick={onClose}>
          {ui('cancel')}
        </button>
        <button type="submit" className="button primary" aria-disabled={enrol.isPending}>
          {t('totpDialog.next')}
        </button>
      </div>
    </form>
  );
}

/** `JBSW Y3DP EHPK`: four by four, as one types it. */
const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

function ConfirmTotp(props: {
  readonly secret: { readonly id: string; readonly secret: string; readonly uri: string };
  readonly onClose: () => void;
  readonly onAdded: (authenticator: Authenticator, recoveryCodes: readonly string[] | null) => void;
}) {
  const { id, secret, uri } = props.secret;
  const t = useWords(accountWords);
  const ui = useWords(uiWords);
  const say = useErrorWords();
  const [code, setCode] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const confirm = useCommand(confirmTotp, { onDone: ({ authenticator, recoveryCodes }) => props.onAdded(authenticator, recoveryCodes) });
  const wrong = isRefused(confirm.error, 'authenticator.code_wrong');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = code.replace(/\s/g, '');
    setIncomplete(!/^\d{6}$/.test(digits));
    if (/^\d{6}$/.test(digits) && !confirm.isPending) confirm.mutate({ params: { id }, body: { code: digits } });
  };
  return (
    <form className="account-dialog" noValidate onSubmit={submit}>
      <p>{t('totpDialog.scan')}</p>
      <div className="totp-qr" role="img" aria-label={t('totpDialog.qr')}>
        <Suspense fallback={<span className="faint">{ui('loading')}</span>}>
          <TotpQr uri={uri} />
        </Suspense>
      </div>
      <details>
        <summary>{t('totpDialog.manual')}</summary>
        <p>
          <span className="soft">{t('totpDialog.secret')}</span> <span className="totp-secret">{inFours(secret)}</span>
        </p>
      </details>
      <Field label={t('totpDialog.code')} error={incomplete ? t('totpDialog.fill') : wrong ? say(confirm.error) : undefined}>
        {(control) => (
          <input
            {...control}
            data-first
            className="control figures totp-code"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            maxLength={12}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      {!wrong && <RefusalNote error={confirm.error} />}
      <div className="account-foot">
        <button type="button" className="button" onClick={props.onClose}>
          {ui('cancel')}
        </button>
        <button type="submit" className="button primary" aria-disabled={confirm.isPending}>
          {confirm.isPending ? t('totpDialog.going') : t('totpDialog.go')}
        </button>
      </div>
    </form>
  );
}
