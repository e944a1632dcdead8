import { followUpsOfReferral, type FollowUp } from '@alliance/contracts/follow-up.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Loaded, Skeleton } from '../states';
import { FollowUpActions, FollowUpState } from './follow-up-line';
import { RecordView, SendUp } from './follow-up-record';
import { followUpWords } from './follow-up.locale';
import { RecordPanel } from './record-panel';
import { ReturnNote } from './return-note';
import './follow-up.css';

/** Who came home: both follow-ups with what was recorded, and whether the patient came back. */
export function FollowUpCard({ referral }: { readonly referral: Pick<ReferralView, 'id' | 'direction' | 'arrivedAt' | 'submittedAt'> }) {
  const may = useMay();
  const home = referral.direction === 'down' && referral.arrivedAt !== null;
  const up = referral.direction === 'up' && referral.submittedAt !== null;
  return (
    <>
      {home && may('follow_up.read') && <Tasks referralId={referral.id} />}
      {(home || up) && may('return_review.read') && <ReturnNote referralId={referral.id} />}
    </>
  );
}

function Tasks({ referralId }: { readonly referralId: string }) {
  const t = useWords(followUpWords);
  const tasks = useAnswer(followUpsOfReferral, { params: { referralId } });
  const [recording, setRecording] = useState<FollowUp>();
  if (tasks.data && !tasks.data.items.length) return null;
  return (
    <section className="detail-part" aria-label={t('part')}>
      <h2>{t('part')}</h2>
      <Loaded of={tasks} skeleton={<Skeleton rows={3} />}>
        {({ items }) => (
          <ul className="follow-up-tasks">
            {items.map((task) => (
              <Task key={task.id} of={task} onRecord={setRecording} />
            ))}
          </ul>
        )}
      </Loaded>
      <RecordPanel of={recording} onClose={() => setRecording(undefined)} onDone={() => setRecording(undefined)} />
    </section>
  );
}

function Task({ of, onRecord }: { readonly of: FollowUp; readonly onRecord: (of: FollowUp) => void }) {
  const t = useWords(followUpWords);
  return (
    <li>
      <p>
        <strong>{t(`kind.${of.kind}`)}</strong> <FollowUpState of={of} />{' '}
        <span className="soft">
          {of.institution.name} · {of.owner.mine ? t('mine') : t('owner', { name: of.owner.name })}
        </span>
      </p>
      {of.records.length > 0 && (
        <ul className="follow-up-records" aria-label={t('reading')}>
          {of.records.map((record) => (
            <RecordView key={record.id} record={record} />
          ))}
        </ul>
      )}
      <SendUp of={of} />
      <FollowUpActions of={of} onRecord={onRecord} />
    </li>
  );
}
