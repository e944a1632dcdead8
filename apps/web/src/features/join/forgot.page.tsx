import { requestPasswordReset } from '@alliance/contracts/invitation.contract';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { EntryFrame } from '../../ui/entry-frame';
import { Field } from '../../ui/field';
import { RefusalNote } from '../../ui/states';
import { joinWords } from './join.locale';

/** Asks for a link; the answer is the same whether or not the user name is known. */
export function ForgotPage() {
  const t = useWords(joinWords);
  const ask = useCommand(requestPasswordReset);
  const [empty, setEmpty] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ask.isPending) return;
    const username = String(new FormData(event.currentTarget).get('username')).trim();
    setEmpty(!username);
    if (username) ask.mutate({ body: { username } });
  };
  return (
    <EntryFrame title={t('forgot.title')}>
      {ask.isSuccess ? (
        <div className="entry-form" role="status">
          <p className="note-good">
            ✓ {t('forgot.sent')}
            <br />
            {t('forgot.sentText')}
          </p>
          <p>{t('forgot.nothing')}</p>
          <ul className="entry-advice">
            <li>{t('forgot.advice1')}</li>
            <li>{t('forgot.advice2')}</li>
            <li>{t('forgot.advice3')}</li>
          </ul>
        </div>
      ) : (
        <form className="entry-form" noValidate onSubmit={submit}>
          <p className="soft">{t('forgot.text')}</p>
          <Field label={t('forgot.username')} error={empty ? t('forgot.fill') : undefined}>
            {(control) => (
              <input
                {...control}
                className="control"
                name="username"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={64}
                autoFocus
              />
            )}
          </Field>
          <RefusalNote error={ask.error} />
          <button type="submit" className="button primary" aria-disabled={ask.isPending}>
            {ask.isPending ? t('forgot.submitting') : t('forgot.submit')}
          </button>
        </form>
      )}
      <nav className="entry-ways">
        <Link to="/login" search={{}}>
          {t('forgot.back')}
        </Link>
      </nav>
    </EntryFrame>
  );
}
