import type { ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { Dialog } from '../../ui/dialog';
import { clockOf } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { useClaim, useRelease, useTake } from './queue.data';
import { queueWords } from './queue.locale';

/** One key for the work on a row: claims it, lets an own one go, asks before it takes a colleague's. */
export function useClaimKey(): {
  readonly press: (row: ReferralRow) => void;
  readonly asking: ReferralRow | undefined;
  readonly close: () => void;
} {
  const t = useWords(queueWords);
  const errorWords = useErrorWords();
  const claim = useClaim();
  const release = useRelease();
  const [asking, setAsking] = useState<ReferralRow>();
  const press = (row: ReferralRow) => {
    if (claim.isPending || release.isPending) return;
    const told = (words: string) => ({ onSuccess: () => say(words), onError: (error: Error) => say(errorWords(error), { urgent: true }) });
    if (row.claim?.mine) release.mutate({ params: { id: row.id } }, told(t('released')));
    else if (row.claim?.appointmentId) setAsking(row);
    else claim.mutate({ params: { id: row.id } }, told(t('claimed')));
  };
  return { press, asking, close: () => setAsking(undefined) };
}

/** Takes the work over from a colleague who has left. */
export function TakeOver({ row, onClose }: { readonly row: ReferralRow; readonly onClose: () => void }) {
  const t = useWords(queueWords);
  const take = useTake();
  const { claim } = row;
  const from = claim?.appointmentId;
  if (!claim || !from) return null;
  return (
    <Dialog title={t('takeOver')} open onClose={onClose}>
      <p>{t('takeOverText', { name: claim.by ?? t('somebody'), time: clockOf(claim.at) })}</p>
      <RefusalNote error={take.error} />
      <div className="form-actions">
        <button
          type="button"
          className="button primary"
          aria-disabled={take.isPending}
          onClick={() =>
            !take.isPending &&
            take.mutate(
              { params: { id: row.id }, body: { from } },
              {
                onSuccess: () => {
                  say(t('taken'));
                  onClose();
                },
              },
            )
          }
        >
          {t('takeOver')}
        </button>
      </div>
    </Dialog>
  );
}
