import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { isRefused, useErrorWords } from '../../platform/refusal';
import { NewPasswordField } from '../../ui/new-password-field';
import { passwordWords } from '../../ui/password.locale';
import { RefusalNote } from '../../ui/states';

const aboutPassword = ['password.too_short', 'password.common', 'password.contains_name'];

/** Chooses a password, typed once and looked at if one likes; what the server refuses about it stands beside it. */
export function NewPasswordForm(props: {
  readonly label: string;
  readonly minimum: number;
  readonly username?: string;
  readonly submit: string;
  readonly submitting: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly send: (password: string) => void;
  readonly children?: ReactNode;
}) {
  const t = useWords(passwordWords);
  const say = useErrorWords();
  const form = useRef<HTMLFormElement>(null);
  const [empty, setEmpty] = useState(false);
  const { error, username } = props;
  const atField = isRefused(error, ...aboutPassword);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (props.busy) return;
    const password = String(new FormData(event.currentTarget).get('next'));
    setEmpty(!password);
    if (password) props.send(password);
    else form.current?.querySelector<HTMLInputElement>('[name=next]')?.focus();
  };
  return (
    <form ref={form} className="entry-form" noValidate onSubmit={submit}>
      {props.children}
      {username && <input type="hidden" autoComplete="username" value={username} readOnly />}
      <NewPasswordField
        label={props.label}
        minimum={props.minimum}
        error={empty ? t('fill') : atField ? say(error) : undefined}
        {...(username ? { username } : {})}
      />
      {!atField && <RefusalNote error={error} />}
      <button type="submit" className="button primary" aria-disabled={props.busy}>
        {props.busy ? props.submitting : props.submit}
      </button>
    </form>
  );
}
