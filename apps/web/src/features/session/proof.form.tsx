import type { Proof } from '@alliance/contracts/session.contract';
import type { ReactNode } from 'react';
import { CredentialForm } from './credential.form';

/** Proves that it is still the same person: password with the code where there is one, or a passkey. */
export function ProofForm(props: {
  readonly username: string;
  readonly send: (proof: Proof) => Promise<void>;
  readonly words: { readonly go: string; readonly going: string; readonly passkey: string };
  readonly children?: ReactNode;
}) {
  const { username, send, words, children } = props;
  return (
    <CredentialForm
      asksName={false}
      username={username}
      passwordFirst
      send={({ password, code }) => send({ password, ...(code ? { code } : {}) })}
      sendPasskey={(passkey) => send({ passkey })}
      words={words}
    >
      {children}
    </CredentialForm>
  );
}
