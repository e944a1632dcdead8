import { addPasskey, offerPasskey, type Authenticator } from '@alliance/contracts/account.contract';
import { useState, type FormEvent } from 'react';
import { call } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { makePasskey } from '../../platform/passkey';
import { usePasskeyErrorWords } from '../../platform/passkey.locale';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { uiWords } from '../../ui/ui.locale';
import { accountWords } from './account.locale';

export interface AddDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdded: (authenticator: Authenticator, recoveryCodes: readonly string[] | null) => void;
}

/** The device makes a passkey; the server keeps its public half. */
export function PasskeyDialog(props: AddDialogProps) {
  const t = useWords(accountWords);
  return (
    <Dialog title={t('passkeyDialog.title')} open={props.open} onClose={props.onClose} width={420}>
      <AddPasskey {...props} />
    </Dialog>
  );
}

function AddPasskey({ onClose, onAdded }: AddDialogProps) {
  const t = useWords(accountWords);
  const ui = useWords(uiWords);
  const say = usePasskeyErrorWords();
  const [name, setName] = useState(t('passkeyDialog.thisDevice'));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const { challengeId, options } = await call(offerPasskey, {});
      const response = await makePasskey(options);
      const body = { challengeId, name: name.trim() || t('passkeyDialog.thisDevice'), response };
      const { authenticator, recoveryCodes } = await call(addPasskey, { body });
      onAdded(authenticator, recoveryCodes);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }
  const wrong = error ? say(error) : '';
  return (
    <form className="account-dialog" noValidate onSubmit={(event) => void submit(event)}>
      <p className="soft">{t('passkeyDialog.text')}</p>
      <TextField label={t('factors.name')} hint={t('factors.nameHint')} value={name} onChange={setName} maxLength={60} />
      {wrong && (
        <p className="note-bad" role="alert">
          {wrong}
        </p>
      )}
      <div className="account-foot">
        <button type="button" className="button" onClick={onClose}>
          {ui('cancel')}
        </button>
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? t('passkeyDialog.going') : t('passkeyDialog.go')}
        </button>
      </div>
    </form>
  );
}
