import { redeemPasswordReset } from '@alliance/contracts/invitation.contract';
import { Link } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { isRefused, problemOf, useErrorWords } from '../../platform/refusal';
import { EntryFrame } from '../../ui/entry-frame';
import { joinWords } from './join.locale';
import { LinkProblem } from './link-problem';
import { useLinkToken } from './link-token';
import { NewPasswordForm } from './new-password.form';

/** No institution asks for less; one that asks for more says so when it is saved. */
const leastLength = 8;

/** A new password, by a link that works once. */
export function ResetPage() {
  const t = useWords(joinWords);
  const say = useErrorWords();
  const token = useLinkToken();
  const redeem = useCommand(redeemPasswordReset);
  const minimum = Number(problemOf(redeem.error)?.facts?.['minimum'] ?? leastLength);
  return (
    <EntryFrame title={t('reset.title')}>
      {redeem.isSuccess ? (
        <div className="entry-form" role="status">
          <p className="note-good">✓ {t('reset.done')}</p>
          <p>{t('reset.doneText')}</p>
          <Link to="/login" search={{}} className="button primary">
            {t('link.login')}
          </Link>
        </div>
      ) : !token || isRefused(redeem.error, 'link.invalid') ? (
        <LinkProblem {...(redeem.error ? { words: say(redeem.error) } : {})} />
      ) : (
        <NewPasswordForm
          label={t('reset.password')}
          minimum={minimum}
          submit={t('reset.submit')}
          submitting={t('reset.submitting')}
          busy={redeem.isPending}
          error={redeem.error}
          send={(password) => redeem.mutate({ body: { token, password } })}
        >
          <p className="soft">{t('reset.text')}</p>
        </NewPasswordForm>
      )}
    </EntryFrame>
  );
}
