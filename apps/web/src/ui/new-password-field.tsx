import { useId, useState } from 'react';
import { useWords } from '../platform/i18n';
import { PasswordField } from './password-field';
import { passwordWords } from './password.locale';

/** A password to be chosen: what it needs is ticked off while one types; what only the server knows is said when it is saved. */
export function NewPasswordField(props: {
  readonly label: string;
  readonly minimum: number;
  readonly username?: string;
  readonly error?: string | undefined;
  readonly first?: boolean;
}) {
  const t = useWords(passwordWords);
  const id = useId();
  const [value, setValue] = useState('');
  const { username = '' } = props;
  const rules = [
    { key: 'length', words: t('length', { minimum: props.minimum }), met: [...value].length >= props.minimum },
    ...(username ? [{ key: 'noName', words: t('noName'), met: !value.toLowerCase().includes(username.toLowerCase()) }] : []),
  ];
  return (
    <>
      <PasswordField
        label={props.label}
        name="next"
        complete="new-password"
        error={props.error}
        describedBy={id}
        onType={setValue}
        {...(props.first ? { first: true } : {})}
      />
      <ul id={id} className="password-rules" aria-label={t('rules')}>
        {rules.map(({ key, words, met }) => {
          const ticked = met && value !== '';
          return (
            <li key={key} className={ticked ? 'met' : undefined}>
              <span aria-hidden="true">{ticked ? '✓ ' : '○ '}</span>
              {words}
              {value !== '' && <span className="unseen"> {met ? t('met') : t('unmet')}</span>}
            </li>
          );
        })}
        <li>
          <span aria-hidden="true">○ </span>
          {t('common')}
        </li>
      </ul>
    </>
  );
}
