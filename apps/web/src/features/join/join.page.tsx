import { acceptInvitation, lookAtInvitation } from '@alliance/contracts/invitation.contract';
import { Link, useRouter } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { isRefused, useErrorWords } from '../../platform/refusal';
import { roleWords } from '../../platform/role.locale';
import { takeSession } from '../../platform/session';
import { CopyLine } from '../../ui/copy-line';
import { EntryFrame } from '../../ui/entry-frame';
import { Said } from '../../ui/said';
import { Loaded } from '../../ui/states';
import { joinWords } from './join.locale';
import { LinkProblem } from './link-problem';
import { useLinkToken } from './link-token';
import { NewPasswordForm } from './new-password.form';

/** An invitation: who is invited, by which hospital, as what; a password, and one is in. */
export function JoinPage() {
  const t = useWords(joinWords);
  const token = useLinkToken();
  return (
    <EntryFrame title={t('title')}>
      {token ? <Invitation token={token} /> : <LinkProblem />}
      <Said />
    </EntryFrame>
  );
}

function Invitation({ token }: { readonly token: string }) {
  const t = useWords(joinWords);
  const role = useWords(roleWords);
  const say = useErrorWords();
  const router = useRouter();
  const invitation = useAnswer(lookAtInvitation, { body: { token } }, { staleTime: Infinity });
  const accept = useCommand(acceptInvitation, {
    onDone: (session) => {
      takeSession(session);
      void router.navigate({ to: '/account/security', search: { welcome: true }, replace: true });
    },
  });
  const spent = [invitation.error, accept.error].find((error) => isRefused(error, 'link.invalid'));
  if (spent) return <LinkProblem words={say(spent)} />;
  if (isRefused(accept.error, 'session.code_required'))
    return (
      <div className="entry-form" role="status">
        <p className="note-good">✓ {t('set')}</p>
        <p>{t('setText')}</p>
        <Link to="/login" search={{}} className="button primary">
          {t('link.login')}
        </Link>
      </div>
    );
  return (
    <Loaded of={invitation}>
      {({ name, username, institution, roles, minimumPasswordLength }) => (
        <NewPasswordForm
          label={t('password')}
          minimum={minimumPasswordLength}
          username={username}
          submit={t('submit')}
          submitting={t('submitting')}
          busy={accept.isPending}
          error={accept.error}
          send={(password) => accept.mutate({ body: { token, password } })}
        >
          <p>{t('greeting', { name, institution })}</p>
          <p>
            <span className="soft">{t('as')}</span> {roles.map((one) => role(one)).join(' · ')}
          </p>
          <div className="field">
            <span className="field-label">{t('username')}</span>
            <span className="field-hint">{t('usernameHint')}</span>
            <CopyLine label={t('username')} value={username} />
          </div>
        </NewPasswordForm>
      )}
    </Loaded>
  );
}
