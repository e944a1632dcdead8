import type { PasskeyAnswer } from '@alliance/contracts/session.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { askPasskey } from '../../platform/passkey';
import { usePasskeyErrorWords } from '../../platform/passkey.locale';
import { sessionWords } from './session.locale';

/** A passkey instead of password and code: it is both. */
export function PasskeyButton(props: {
  readonly label: string;
  readonly send: (answer: PasskeyAnswer) => Promise<void>;
  readonly onWrong: (words: string) => void;
}) {
  const t = useWords(sessionWords);
  const say = usePasskeyErrorWords();
  const [busy, setBusy] = useState(false);
  async function ask() {
    if (busy) return;
    setBusy(true);
    props.onWrong('');
    try {
      await props.send(await askPasskey());
    } catch (error) {
      props.onWrong(say(error));
    }
    setBusy(false);
  }
  return (
    <button type="button" className="button" aria-disabled={busy} onClick={() => void ask()}>
      {busy ? t('passkey.waiting') : props.label}
    </button>
  );
}
