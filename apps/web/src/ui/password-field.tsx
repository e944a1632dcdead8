import { useState, type KeyboardEvent } from 'react';
import { useWords } from '../platform/i18n';
import { Field } from './field';
import { passwordWords } from './password.locale';
import './password-field.css';

/** A password that can be looked at, with a word when Caps Lock is on. Its value is read from the form, under `name`. */
export function PasswordField(props: {
  readonly label: string;
  readonly name: string;
  readonly complete: 'current-password' | 'new-password';
  readonly error?: string | undefined;
  readonly first?: boolean;
  /** Id of what is said about it elsewhere. */
  readonly describedBy?: string;
  readonly wrong?: boolean;
  readonly onType?: (value: string) => void;
}) {
  const t = useWords(passwordWords);
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <Field label={props.label} error={props.error} under={capsLock ? t('capsLock') : undefined}>
      {({ 'aria-describedby': described, 'aria-invalid': invalid, ...control }) => (
        <div className="password-field">
          <input
            {...control}
            className="control"
            name={props.name}
            type={shown ? 'text' : 'password'}
            autoComplete={props.complete}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={256}
            data-first={props.first ? true : undefined}
            aria-describedby={[described, props.describedBy].filter(Boolean).join(' ') || undefined}
            aria-invalid={invalid ?? (props.wrong || undefined)}
            onKeyDown={look}
            onKeyUp={look}
            onChange={(event) => props.onType?.(event.target.value)}
          />
          <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('hide') : t('show')}
          </button>
        </div>
      )}
    </Field>
  );
}
