import type { ReferralRow } from '@alliance/contracts/referral-queue.contract';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { useMay } from '../../platform/session';
import { useKeys } from '../../ui/keys';
import { say } from '../../ui/said';
import { useStartReferral } from './new-referral';
import { panelWords } from './panel.locale';
import { queueWords } from './queue.locale';
import { useStep } from './referral.data';
import { referralWords } from './referral.locale';

/** The queue without a mouse. */
export function useQueueKeys(props: {
  readonly rows: readonly ReferralRow[];
  /** Index of the row that the keys are at, -1 before the first. */
  readonly cursor: number;
  /** Beside the list the open referral listens to the keys of the panels itself. */
  readonly showsCurrent: boolean;
  readonly fresh: (() => void) | undefined;
  readonly move: (id: string) => void;
  readonly show: (id: string, act?: ReferralAction) => void;
  readonly select: (id: string, upTo: boolean) => void;
  readonly claim: (row: ReferralRow) => void;
}): void {
  const t = useWords(queueWords);
  const may = useMay();
  const start = useStartReferral();
  const undo = useUndo();
  const { rows, cursor, fresh, show } = props;
  const current = rows[cursor];
  const move = (step: number) => {
    const next = rows[Math.min(Math.max(cursor + step, 0), rows.length - 1)];
    if (next) props.move(next.id);
  };
  const onCurrent = (run: (row: ReferralRow) => void) => () => current && run(current);
  useKeys([
    { key: 'j', does: t('key.down'), run: () => move(cursor < 0 ? 0 : 1) },
    { key: 'k', does: t('key.up'), run: () => move(-1) },
    { key: 'Enter', does: t('key.open'), run: onCurrent(({ id }) => show(id)) },
    { key: 'c', does: t('key.claim'), run: onCurrent(props.claim) },
    { key: 'x', does: t('key.select'), run: onCurrent(({ id }) => props.select(id, false)) },
    { key: 'X', does: t('key.selectTo'), run: onCurrent(({ id }) => props.select(id, true)) },
    ...(fresh ? [{ key: '.', does: t('key.fresh'), run: fresh }] : []),
    ...(may('referral.draft') ? [{ key: 'n', does: t('key.new'), run: start }] : []),
    { key: '/', does: t('key.find'), run: () => document.getElementById('queue-find')?.focus() },
  ]);
  useKeys(
    [
      { key: 'a', does: t('key.accept'), run: onCurrent(({ id }) => show(id, 'accept')) },
      { key: 'r', does: t('key.return'), run: onCurrent(({ id }) => show(id, 'return')) },
      { key: 'i', does: t('key.ask'), run: onCurrent(({ id }) => show(id, 'ask')) },
      { key: 'u', does: t('key.undo'), run: onCurrent(undo) },
    ],
    !props.showsCurrent,
  );
}

/** Takes the answer of a row back, where that is still offered. */
function useUndo(): (row: ReferralRow) => void {
  const codes = useWords(referralWords);
  const panel = useWords(panelWords);
  const errorWords = useErrorWords();
  const command = useStep('undo');
  return ({ id, version, actions }) => {
    if (!actions.includes('undo') || command.isPending) return;
    command.mutate(
      { params: { id }, body: { version } },
      {
        onSuccess: (view) => say(panel('done.undo', { state: codes(`state.${view.state}`) })),
        onError: (error) => say(errorWords(error), { urgent: true }),
      },
    );
  };
}
