import { useId, useRef, useState, type FormEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { signIn } from '../../platform/session';
import { sessionWords } from './session.locale';
import './sign-in.css';

/** Name and password, nothing else to load. Used by the login page and over a page whose session has ended. */
export function SignInForm({ username = '', onDone }: { readonly username?: string; readonly onDone?: () => void }) {
  const t = useWords(sessionWords);
  const say = useErrorWords();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const [wrong, setWrong] = useState('');

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('username')).trim();
    const password = String(data.get('password'));
    const empty = !name ? 'username' : !password ? 'password' : undefined;
    if (empty) {
      setWrong(t('fill'));
      return focus(empty);
    }
    setBusy(true);
    setWrong('');
    try {
      await signIn(name, password);
      onDone?.();
    } catch (error) {
      setWrong(say(error));
      focus('password');
    }
    setBusy(false);
  }
  const focus = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();

  return (
    <form ref={form} className="sign-in" noValidate onSubmit={(event) => void submit(event)}>
      <label htmlFor={`${id}u`}>{t('username')}</label>
      <input
        id={`${id}u`}
        name="username"
        defaultValue={username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={!username}
        maxLength={64}
      />
      <label htmlFor={`${id}p`}>{t('password')}</label>
      <div className="sign-in-password">
        <input
          id={`${id}p`}
          name="password"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          autoFocus={Boolean(username)}
          data-first={username ? true : undefined}
          maxLength={256}
          aria-describedby={`${id}w`}
          aria-invalid={wrong !== ''}
        />
        <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t('hide') : t('show')}
        </button>
      </div>
      <p id={`${id}w`} className="sign-in-wrong" role="alert">
        {wrong}
      </p>
      <button type="submit" className="sign-in-go" aria-disabled={busy} onClick={(event) => busy && event.preventDefault()}>
        {busy ? t('signingIn') : t('signIn')}
      </button>
    </form>
  );
}
