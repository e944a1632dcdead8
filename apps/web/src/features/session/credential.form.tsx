import type { PasskeyAnswer } from '@alliance/contracts/session.contract';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { passkeysWork } from '../../platform/passkey';
import { isRefused, problemOf, useErrorWords } from '../../platform/refusal';
import { Field } from '../../ui/field';
import { PasswordField } from '../../ui/password-field';
import { CodeField } from './code-field';
import { LockedFor, useLocked } from './locked-for';
import { PasskeyButton } from './passkey-button';
import { sessionWords } from './session.locale';
import './sign-in.css';

export interface Typed {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}
interface CredentialFormProps {
  /** Whether the name is asked for; otherwise it is known and only told to the browser's store of passwords. */
  readonly asksName: boolean;
  readonly username?: string;
  /** The name is known and the password comes first. */
  readonly passwordFirst?: boolean;
  readonly send: (typed: Typed) => Promise<void>;
  readonly sendPasskey: (answer: PasskeyAnswer) => Promise<void>;
  readonly words: { readonly go: string; readonly going: string; readonly passkey: string };
  readonly children?: ReactNode;
}

/** Password, then the code where one is asked for, in the same place and with everything typed kept; or a passkey instead. */
export function CredentialForm({
  asksName,
  username = '',
  passwordFirst = false,
  send,
  sendPasskey,
  words,
  children,
}: CredentialFormProps) {
  const t = useWords(sessionWords);
  const say = useErrorWords();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [ways, setWays] = useState<readonly string[] | null>(null);
  const locked = useLocked();
  const focus = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();

  function refused(error: unknown) {
    const facts = problemOf(error)?.facts;
    if (isRefused(error, 'session.code_required')) {
      setWays(Array.isArray(facts?.['ways']) ? (facts['ways'] as string[]) : ['totp']);
      return;
    }
    if (isRefused(error, 'session.locked')) locked.during(Number(facts?.['seconds'] ?? 60));
    else setWrong(ways && isRefused(error, 'session.wrong_credentials') ? t('code.wrong') : say(error));
    focus(ways ? 'code' : 'password');
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || locked.now) return;
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? '');
    const typed = { username: text('username').trim(), password: text('password'), code: text('code').replace(/\s/g, '') };
    const empty = !typed.username ? 'username' : !typed.password ? 'password' : ways && !typed.code ? 'code' : undefined;
    if (empty) {
      setWrong(empty === 'code' ? t('code.fill') : asksName ? t('fill') : t('fillPassword'));
      return focus(empty);
    }
    setBusy(true);
    setWrong('');
    const { code, ...credentials } = typed;
    try {
      await send(ways ? { ...credentials, code } : credentials);
    } catch (error) {
      refused(error);
    }
    setBusy(false);
  }

  const offersPasskey = passkeysWork() && (ways === null || ways.includes('passkey'));
  return (
    <form ref={form} className="sign-in" noValidate onSubmit={(event) => void submit(event)}>
      {asksName ? (
        <Field label={t('username')}>
          {(control) => (
            <input
              {...control}
              className="control"
              name="username"
              defaultValue={username}
              autoComplete="username webauthn"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
              data-first={passwordFirst ? undefined : true}
              autoFocus={!passwordFirst}
              onChange={locked.over}
            />
          )}
        </Field>
      ) : (
        <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
      )}
      <PasswordField
        label={t('password')}
        name="password"
        complete="current-password"
        describedBy={`${id}w`}
        wrong={wrong !== ''}
        first={passwordFirst}
      />
      {ways && <CodeField ways={ways} describedBy={`${id}w`} />}
      <p id={`${id}w`} className="sign-in-wrong" role="alert">
        {locked.now ? t('locked') : wrong}
      </p>
      <LockedFor locked={locked} />
      {children}
      <button
        type="submit"
        className="button primary"
        aria-disabled={busy || locked.now}
        onClick={(event) => (busy || locked.now) && event.preventDefault()}
      >
        {busy ? words.going : words.go}
      </button>
      {offersPasskey && <PasskeyButton label={words.passkey} send={sendPasskey} onWrong={setWrong} />}
    </form>
  );
}
