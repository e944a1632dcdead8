import { batchLimit } from '@alliance/domain/batch/batch';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { LeaveQuestion } from '../../ui/leave-question';
import { useToday } from '../../ui/moment';
import { Page } from '../../ui/page';
import { EmptyState, RefusalNote } from '../../ui/states';
import { Unanswered } from '../../platform/call';
import { AddPatients } from './add-patients';
import { patientOf, problemsOf, type Line } from './batch-line.policy';
import { batchWords } from './batch.locale';
import { GroupFields } from './group-fields';
import { LinesTable } from './lines-table';
import { groupToSend, missingOf, neededOf, useGroup, type GroupField } from './use-group';
import { useSending } from './use-sending';
import './batch.css';

/** Many patients at once: what happened, where to, who; then one table, checked line by line, sent in one go. */
export function BatchNewPage() {
  const t = useWords(batchWords);
  const today = useToday();
  const { group, alliances, change, empty } = useGroup();
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [missing, setMissing] = useState<readonly GroupField[]>([]);
  const sending = useSending();
  const problems = (line: Line) => problemsOf(line, lines, group, today);
  const isSent = ({ key }: Line) => !!sending.results.get(key)?.referral;
  const waiting = lines.filter((line) => !isSent(line));
  const ready = waiting.filter((line) => !problems(line).length);

  const send = (chosen: readonly Line[]) => {
    const lacking = missingOf(group, lines);
    setMissing(lacking);
    if (lacking[0]) return focusOn(lacking[0]);
    const color = (triage: 'red' | 'yellow' | 'green') => t('triageNote', { color: t(`triage.${triage}`) });
    sending.send(
      groupToSend(group),
      chosen.map((line) => patientOf(line, group, { triage: color })),
    );
  };
  const another = () => {
    setLines([]);
    setMissing([]);
    empty();
    sending.again();
  };

  return (
    <Page title={t('newTitle')}>
      <p className="soft">{t('intro', { max: batchLimit })}</p>
      <div className="batch-steps">
        <GroupFields {...{ group, change, alliances, missing }} needed={neededOf(group, lines)} />
      </div>
      <AddPatients lines={lines} onAdd={(more) => setLines((now) => [...now, ...more])} />
      <h2 className="batch-list-title">{t('list.title', { count: lines.length })}</h2>
      {lines.length ? (
        <LinesTable
          lines={lines}
          problemsOf={problems}
          resultOf={(key) => sending.results.get(key)}
          busy={sending.isPending}
          onChange={(key, part) => setLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)))}
          onRemove={(key) => setLines((now) => now.filter((line) => line.key !== key))}
          onRetry={(key) => send(lines.filter((line) => line.key === key))}
        />
      ) : (
        <EmptyState text={t('list.empty')} />
      )}
      <Foot
        {...{ sending, ready: ready.length, wrong: waiting.length - ready.length, sent: lines.length - waiting.length }}
        onSend={() => send(ready)}
        onAnother={another}
      />
      {/* the list is only here until it is sent */}
      <LeaveQuestion
        asks={() => waiting.length > 0 && !sending.isPending}
        words={{ title: t('leave.title'), text: t('leave.text'), go: t('leave.go'), stay: t('leave.stay') }}
      />
    </Page>
  );
}

interface FootProps {
  readonly sending: ReturnType<typeof useSending>;
  readonly ready: number;
  readonly wrong: number;
  readonly sent: number;
  readonly onSend: () => void;
  readonly onAnother: () => void;
}

/** What can be sent, how far it is, and what comes afterwards. */
function Foot({ sending, ready, wrong, sent, onSend, onAnother }: FootProps) {
  const t = useWords(batchWords);
  const { id, isPending, error, done, total } = sending;
  const left = ready + wrong;
  return (
    <div className="batch-foot">
      {error instanceof Unanswered ? (
        <p className="note-warn" role="alert">
          {t('unsure')}
        </p>
      ) : (
        <RefusalNote error={error} />
      )}
      <p role="status">
        {isPending
          ? t('sending', { done, total })
          : sent
            ? left
              ? t('done', { sent, refused: left })
              : t('allDone', { sent })
            : t('summary', { ready, wrong })}
      </p>
      {isPending && <progress max={total} value={done} aria-label={t('sending', { done, total })} />}
      <div className="batch-do">
        {sent > 0 && !isPending && (
          <>
            <button type="button" className="button" onClick={onAnother}>
              {t('another')}
            </button>
            <Link to="/batch-transfer/$batchId" params={{ batchId: id }} className="button">
              {t('follow')}
            </Link>
            <Link to="/batch-transfer/$batchId/print" params={{ batchId: id }} className="button">
              {t('printAll')}
            </Link>
          </>
        )}
        {(left > 0 || !sent) && (
          <button type="button" className="button primary" disabled={isPending || !ready} onClick={onSend}>
            {t('send', { count: ready })}
          </button>
        )}
      </div>
    </div>
  );
}

function focusOn(field: GroupField): void {
  const place = document.getElementById(`batch-${field}`);
  place?.scrollIntoView({ block: 'center' });
  (place?.querySelector<HTMLElement>('input') ?? place)?.focus();
}
