import { listFindings, takeOverFinding, type OpenFinding } from '@alliance/contracts/escalation.contract';
import { Link } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { MoreButton } from '../../ui/more-button';
import { say } from '../../ui/said';
import { ErrorState, RefusalNote } from '../../ui/states';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { escalationWords } from './escalation.locale';

/** Open referrals that nobody would notice; nothing is shown where the night found none. */
export function OpenFindings() {
  const t = useWords(escalationWords);
  const list = usePages(listFindings, { query: { limit: 20 } });
  if (list.error && !list.data) return <ErrorState error={list.error} retry={list.refetch} />;
  if (!list.data?.length) return null;
  return (
    <section className="card escalation-findings" aria-labelledby="findings">
      <div className="card-body">
        <h2 id="findings">{t('findings.title')}</h2>
        <p className="soft">{t('findings.lead')}</p>
        <ul>
          {list.data.map((finding) => (
            <Finding key={finding.id} of={finding} />
          ))}
        </ul>
        <MoreButton list={list} />
      </div>
    </section>
  );
}

function Finding({ of: { id, kind, owner, referral } }: { readonly of: OpenFinding }) {
  const t = useWords(escalationWords);
  const { number, urgency, receiver, nextActionAt } = referral;
  const command = useCommand(takeOverFinding, {
    touches: ['escalation', 'referral'],
    onDone: () => say(t('findings.taken', { number })),
  });
  return (
    <li>
      <UrgencyMark urgency={urgency} />
      <Link to="/referrals/$id" params={{ id: referral.id }} search={{}} className="figures">
        {number}
      </Link>
      <span>{t(`findings.kind.${kind}`, { owner: owner ?? '—' })}</span>
      {receiver && <span className="soft">{t('findings.to', { receiver })}</span>}
      {nextActionAt && (
        <span className="soft">
          {t('findings.due')} <TimeLeft until={nextActionAt} />
        </span>
      )}
      <button
        type="button"
        className="button"
        aria-label={t('findings.takeOverFor', { number })}
        disabled={command.isPending}
        onClick={() => command.mutate({ params: { id }, body: {} })}
      >
        {t('findings.takeOver')}
      </button>
      <RefusalNote error={command.error} />
    </li>
  );
}
