import type { PasskeyAnswer } from '@alliance/contracts/session.contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { askPasskey, passkeysFill, stopPasskeys } from '../../platform/passkey';
import { usePasskeyErrorWords } from '../../platform/passkey.locale';
import { signIn, signInByPasskey } from '../../platform/session';
import { CredentialForm } from './credential.form';
import { sessionWords } from './session.locale';

/** Name and password, or a passkey; nothing else to load. Used by the login page and over a page whose session has ended. */
export function SignInForm({ username = '' }: { readonly username?: string }) {
  const t = useWords(sessionWords);
  const wrong = usePasskeyInField(signInByPasskey, username === '');
  return (
    <CredentialForm
      asksName
      username={username}
      passwordFirst={username !== ''}
      send={signIn}
      sendPasskey={signInByPasskey}
      words={{ go: t('signIn'), going: t('signingIn'), passkey: t('passkey.signIn') }}
    >
      {wrong && (
        <p className="sign-in-wrong" role="alert">
          {wrong}
        </p>
      )}
    </CredentialForm>
  );
}

/** Offers the passkeys of this browser inside the field for the user name, where it can; says what went wrong with the one chosen. */
function usePasskeyInField(send: (answer: PasskeyAnswer) => Promise<void>, wanted: boolean): string {
  const say = usePasskeyErrorWords();
  const [wrong, setWrong] = useState<unknown>(null);
  const give = useEffectEvent((answer: PasskeyAnswer) => send(answer).catch(setWrong));
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    let offered = false;
    void passkeysFill().then((can) => {
      if (!can || gone) return;
      offered = true;
      // when nobody chooses one, or this browser has none, the form is there
      askPasskey({ filling: true }).then(
        (answer) => (gone ? undefined : give(answer)),
        () => undefined,
      );
    });
    return () => {
      gone = true;
      if (offered) stopPasskeys();
    };
  }, [wanted]);
  return wrong ? say(wrong) : '';
}
