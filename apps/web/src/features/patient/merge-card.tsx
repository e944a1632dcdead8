import { confirmMerge, refuseMerge, undoMerge, withdrawMerge, type PatientMerge } from '@alliance/contracts/patient-merge.contract';
import { getPatient } from '@alliance/contracts/patient-record.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { AreaField } from '../../ui/field';
import { Form } from '../../ui/form';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { ComparePatients } from './compare-patients';
import { Doubts } from './doubts';
import { mergeWords } from './merge.locale';

/** One merge or identification: where it stands, who said what, and what this person may do about it. */
export function MergeCard({
  merge,
  compared = false,
}: {
  readonly merge: PatientMerge;
  /** Both rows in full. */ readonly compared?: boolean;
}) {
  const t = useWords(mergeWords);
  const [undoing, setUndoing] = useState(false);
  const { kind, state, kept, merged, proposedBy, basis, reason } = merge;
  const pending = state === 'proposed' || state === 'undo_proposed';
  return (
    <li className="merge-card">
      <p>
        <strong>
          <Link to="/patients" search={{ patient: merged.id }}>
            {merged.name}
          </Link>{' '}
          →{' '}
          <Link to="/patients" search={{ patient: kept.id }}>
            {kept.name}
          </Link>
        </strong>{' '}
        <span className="tag">{t(`kind.${kind}`)}</span> <span className={`merge-state ${state}`}>{t(`state.${state}`)}</span>
      </p>
      <p className="soft">
        {proposedBy ? t('by', { who: proposedBy }) : t('byOthers')} · <When at={merge.proposedAt} />
        {basis && ` · ${t(`basis.${basis}`)}`}
        {reason && `：${reason}`}
      </p>
      {merge.decidedBy && <Decided who={merge.decidedBy} at={merge.decidedAt} />}
      {merge.undoProposedBy && merge.undoProposedAt && (
        <p className="soft">
          {t('undoBy', { who: merge.undoProposedBy })} · <When at={merge.undoProposedAt} />
          {merge.undoReason && `：${merge.undoReason}`}
        </p>
      )}
      {merge.undoDecidedBy && <Decided who={merge.undoDecidedBy} at={merge.undoDecidedAt} />}
      {pending && <Doubts doubts={merge.doubts} />}
      {compared && <Both keptId={kept.id} mergedId={merged.id} />}
      {undoing ? <UndoForm merge={merge} onDone={() => setUndoing(false)} /> : <Actions merge={merge} onUndo={() => setUndoing(true)} />}
    </li>
  );
}

function Decided({ who, at }: { readonly who: string; readonly at: string | null }) {
  const t = useWords(mergeWords);
  return (
    <p className="soft">
      {t('decidedBy', { who })} {at && <When at={at} />}
    </p>
  );
}

function Both({ keptId, mergedId }: { readonly keptId: string; readonly mergedId: string }) {
  const kept = useAnswer(getPatient, { params: { id: keptId } });
  const merged = useAnswer(getPatient, { params: { id: mergedId } });
  return kept.data && merged.data ? <ComparePatients kept={kept.data} merged={merged.data} /> : null;
}

function Actions({ merge, onUndo }: { readonly merge: PatientMerge; readonly onUndo: () => void }) {
  const t = useWords(mergeWords);
  const options = { touches: ['patient', 'referral'] as const, onRefused: () => void touch('patient') };
  const commands = {
    confirm: useCommand(confirmMerge, options),
    refuse: useCommand(refuseMerge, options),
    withdraw: useCommand(withdrawMerge, options),
  };
  const parting = merge.state === 'undo_proposed';
  const busy = Object.values(commands).some(({ isPending }) => isPending);
  const run = (action: keyof typeof commands) =>
    commands[action].mutate(
      { params: { id: merge.id }, body: { version: merge.version } },
      { onSuccess: ({ state }) => say(t('now', { state: t(`state.${state}`) })) },
    );
  if (!merge.actions.length) return null;
  const waiting = merge.actions.includes('withdraw');
  return (
    <div className="patient-actions">
      {waiting && <span className="soft">{t('waitsForSecond')}</span>}
      {(['refuse', 'withdraw', 'confirm'] as const)
        .filter((action) => merge.actions.includes(action))
        .map((action) => (
          <button
            key={action}
            type="button"
            className={action === 'confirm' ? 'button primary' : 'button'}
            aria-disabled={busy}
            onClick={() => !busy && run(action)}
          >
            {t(parting ? `undoDo.${action}` : `do.${action}`)}
          </button>
        ))}
      {merge.actions.includes('undo') && (
        <button type="button" className="button" onClick={onUndo}>
          {t(merge.kind === 'identified' ? 'undoDo.identified' : 'undoDo.merged')}
        </button>
      )}
      {Object.entries(commands).map(([action, { error }]) => (
        <RefusalNote key={action} error={error} />
      ))}
    </div>
  );
}

function UndoForm({ merge, onDone }: { readonly merge: PatientMerge; readonly onDone: () => void }) {
  const t = useWords(mergeWords);
  const command = useCommand(undoMerge, { touches: ['patient'], onRefused: () => void touch('patient') });
  const form = useForm({
    latest: { reason: '' },
    check: ({ reason }) => ({ reason: reason.trim() ? undefined : t('reasonMissing') }),
    error: command.error,
  });
  const word = t(merge.kind === 'identified' ? 'undoDo.identified' : 'undoDo.merged');
  return (
    <Form
      of={form}
      label={word}
      command={command}
      submit={word}
      danger
      onCancel={onDone}
      onSubmit={({ reason }) =>
        command.mutate(
          { params: { id: merge.id }, body: { version: merge.version, reason: reason.trim() } },
          {
            onSuccess: () => {
              say(t('proposed'));
              onDone();
            },
          },
        )
      }
    >
      <AreaField label={t('reason')} required rows={2} maxLength={300} {...form.bind('reason')} />
      <p className="note-warn">{t(merge.kind === 'identified' ? 'willPartIdentified' : 'willPart')}</p>
    </Form>
  );
}
