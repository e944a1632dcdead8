import {
  invitePerson,
  issuePasswordReset,
  resetSecondFactors,
  unlockAccount,
  type PersonDetail,
} from '@alliance/contracts/person.contract';
import { useState } from 'react';
import { useNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useSession } from '../../platform/session';
import { exact } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { RefusalNote } from '../../ui/states';
import { Deactivate } from './deactivate';
import { deactivateWords } from './deactivate.locale';
import { LinkOnce, type OnceLink } from './link-once';
import { personWords } from './person.locale';

/** How somebody signs in, and what an administrator can do about it. */
export function AccountBlock({ of }: { readonly of: PersonDetail }) {
  const t = useWords(personWords);
  const leaving = useWords(deactivateWords);
  const session = useSession();
  const isMe = 'session' in session && session.session.user.id === of.id;
  const [link, setLink] = useState<{ readonly kind: 'invitation' | 'reset'; readonly link: OnceLink }>();
  const [asking, setAsking] = useState<'factors' | 'deactivate'>();
  const invite = useCommand(invitePerson, { touches: ['person'] });
  const reset = useCommand(issuePasswordReset, { touches: ['person'] });
  const unlock = useCommand(unlockAccount, { touches: ['person'], onDone: () => say(t('done.unlock', { name: of.name })) });
  const busy = invite.isPending || reset.isPending || unlock.isPending;
  const ask = { params: { id: of.id } };
  const joined = of.account === 'active' || of.account === 'locked';
  const failed = invite.error ?? reset.error ?? unlock.error;
  const forgetErrors = () => [invite, reset, unlock].forEach((each) => each.reset());
  const press = (run: () => void) => () => {
    forgetErrors();
    run();
  };
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('accountTitle')}</h2>
      </header>
      <div className="card-body person-account">
        <StateText of={of} />
        {joined && (
          <p className="faint">
            {of.secondFactors > 0 ? t('factors', { count: of.secondFactors }) : t('noFactors')} ·{' '}
            {of.lastSeenAt ? (
              <>
                {t('column.lastSeen')} <When at={of.lastSeenAt} />
              </>
            ) : (
              t('never')
            )}
          </p>
        )}
        <RefusalNote error={failed} />
        {link && !of.deactivatedAt && <LinkOnce name={of.name} kind={link.kind} link={link.link} onDone={() => setLink(undefined)} />}
        {!of.deactivatedAt && (
          <div className="person-buttons">
            {!joined && of.account !== 'disabled' && (
              <button
                type="button"
                className="button primary"
                aria-disabled={busy}
                onClick={press(() => invite.mutate(ask, { onSuccess: (made) => setLink({ kind: 'invitation', link: made }) }))}
              >
                {t(of.account === 'invited' ? 'do.inviteAgain' : 'do.invite')}
              </button>
            )}
            {of.account === 'locked' && (
              <button type="button" className="button primary" aria-disabled={busy} onClick={press(() => unlock.mutate(ask))}>
                {t('do.unlock')}
              </button>
            )}
            {joined && (
              <button
                type="button"
                className="button"
                aria-disabled={busy}
                onClick={press(() => reset.mutate(ask, { onSuccess: (made) => setLink({ kind: 'reset', link: made }) }))}
              >
                {t('do.reset')}
              </button>
            )}
            {joined && of.secondFactors > 0 && !isMe && (
              <button type="button" className="button" onClick={press(() => setAsking('factors'))}>
                {t('do.factors')}
              </button>
            )}
            {!isMe && (
              <button type="button" className="button danger" onClick={press(() => setAsking('deactivate'))}>
                {t('do.deactivate')}
              </button>
            )}
          </div>
        )}
      </div>
      <SidePanel title={t('do.factors')} open={asking === 'factors'} onClose={() => setAsking(undefined)}>
        <FactorsReset of={of} onDone={() => setAsking(undefined)} />
      </SidePanel>
      <SidePanel title={leaving('title', { name: of.name })} open={asking === 'deactivate'} onClose={() => setAsking(undefined)}>
        <Deactivate of={of} onDone={() => setAsking(undefined)} />
      </SidePanel>
    </section>
  );
}

function StateText({ of }: { readonly of: PersonDetail }) {
  const t = useWords(personWords);
  const now = useNow(60_000);
  if (of.account !== 'invited') return <p>{t(`state.${of.account}`)}</p>;
  const until = of.invitationExpiresAt;
  return <p>{until && Date.parse(until) > now ? t('state.invited', { until: exact(until).slice(0, 16) }) : t('state.invitedOver')}</p>;
}

function FactorsReset({ of, onDone }: { readonly of: PersonDetail; readonly onDone: () => void }) {
  const t = useWords(personWords);
  const command = useCommand(resetSecondFactors, { touches: ['person'] });
  const run = () =>
    command.mutate(
      { params: { id: of.id } },
      {
        onSuccess: () => {
          say(t('done.factors', { name: of.name }));
          onDone();
        },
      },
    );
  return (
    <div className="form">
      <p>{t('factorsAsk')}</p>
      <RefusalNote error={command.error} />
      <div className="form-foot">
        <button type="button" className="button danger" aria-disabled={command.isPending} onClick={run}>
          {t('factorsConfirm')}
        </button>
      </div>
    </div>
  );
}
