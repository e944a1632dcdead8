import { attemptFollowUp, endFollowUp, takeOverFollowUp, type FollowUp } from '@alliance/contracts/follow-up.contract';
import { saidEndings } from '@alliance/domain/follow-up/follow-up.codes';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { Menu } from '../menu';
import { useDayTime } from '../moment';
import { once } from '../once';
import { say } from '../said';
import { RefusalNote } from '../states';
import { TimeLeft } from '../time-left';
import { followUpWords } from './follow-up.locale';
import './follow-up.css';

/** Where a task stands: shape and words, never a colour alone. */
export function FollowUpState({ of }: { readonly of: FollowUp }) {
  const t = useWords(followUpWords);
  const dayTime = useDayTime();
  if (of.state === 'done') return <span>✓ {t('state.done')}</span>;
  if (of.state === 'ended') return <span>— {t(`ended.${of.endedAs ?? 'declined'}`)}</span>;
  return (
    <span className={of.overdue ? 'follow-up-late' : undefined}>
      {of.overdue && <span aria-hidden="true">▲ </span>}
      <TimeLeft until={of.dueAt} />
      <span className="follow-up-fact">{t('due', { time: dayTime(of.dueAt) })}</span>
      {of.attempts > 0 && <span className="follow-up-fact">{t('attempts', { count: of.attempts })}</span>}
      {of.postponed && <span className="follow-up-fact">{t('postponed')}</span>}
    </span>
  );
}

/** What can be done with a task, the usual thing first. */
export function FollowUpActions({ of, onRecord }: { readonly of: FollowUp; readonly onRecord: (of: FollowUp) => void }) {
  const t = useWords(followUpWords);
  const { id, version, actions, patient } = of;
  const refused = { touches: ['follow_up'] as const, onRefused: () => void touch('follow_up') };
  const attempt = useCommand(attemptFollowUp, { ...refused, onDone: ({ attempts }) => say(t('notReachedSaid', { count: attempts })) });
  const take = useCommand(takeOverFollowUp, { ...refused, onDone: () => say(t('takenOver')) });
  const end = useCommand(endFollowUp, { ...refused, onDone: () => say(t('endedSaid')) });
  if (!actions.length) return null;
  const params = { id };
  return (
    <span className="follow-up-actions">
      <button type="button" className="button primary" onClick={once(() => onRecord(of))}>
        {t('record')}
      </button>
      <button
        type="button"
        className="button"
        aria-label={t('notReachedFor', { name: patient.name })}
        aria-disabled={attempt.isPending}
        onClick={once(() => !attempt.isPending && attempt.mutate({ params, body: { version, channel: 'phone' } }))}
      >
        {t('notReached')}
      </button>
      {actions.includes('takeOver') && (
        <button
          type="button"
          className="button bare"
          aria-disabled={take.isPending}
          onClick={once(() => !take.isPending && take.mutate({ params, body: { version } }))}
        >
          {t('takeOver')}
        </button>
      )}
      <Menu
        label={t('endTitle')}
        button={t('end')}
        items={saidEndings.map((reason) => ({
          id: reason,
          label: t(`ended.${reason}`),
          run: () => end.mutate({ params, body: { version, reason } }),
        }))}
      />
      <RefusalNote error={attempt.error ?? take.error ?? end.error} />
    </span>
  );
}
