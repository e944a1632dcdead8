import type { ReferralView } from '@alliance/contracts/referral.contract';
import { listShortages, openShortage } from '@alliance/contracts/shortage.contract';
import { bedKinds, type BedKind } from '@alliance/domain/capacity/bed';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { DateField } from '../../ui/date-field';
import { SelectField } from '../../ui/field';
import { useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { panelWords } from './panel.locale';

/** Whether this patient waits for a bed or slot, and until when somebody promised to call; both hospitals may know. */
export function useWaiting(referralId: string, asked: boolean) {
  const may = useMay();
  return useAnswer(listShortages, asked && may('capacity.read') ? { query: { referralId } } : null).data?.items[0];
}

/** `已登记等候，承诺 11-25 前联系` */
export function WaitsForPlace({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(panelWords);
  const waiting = useWaiting(referral.id, referral.deadline !== null && referral.service !== 'emergency');
  if (!waiting) return null;
  return (
    <p className="note-warn">
      {t('wait.waits', { day: waiting.promisedOn })}{' '}
      {referral.side === 'receiver' && (
        <Link to="/capacity" search={{ view: 'waiting' }}>
          {t('wait.open')}
        </Link>
      )}
    </p>
  );
}

/** Nothing is free: the patient waits, with a day on which somebody calls. */
export function WaitField({ referral, what }: { readonly referral: ReferralView; readonly what: 'bed' | 'slot' }) {
  const t = useWords(panelWords);
  const may = useMay();
  const today = useToday();
  const [kind, setKind] = useState<BedKind>('ordinary');
  const [promisedOn, setPromisedOn] = useState('');
  const waiting = useWaiting(referral.id, true);
  const command = useCommand(openShortage, {
    touches: ['capacity', 'referral'],
    onDone: (shortage) => say(t('wait.done', { day: shortage.promisedOn })),
  });
  const department = referral.receiverDepartment;
  if (waiting) return <WaitsForPlace referral={referral} />;
  if (!department || !may('capacity.mark')) return null;
  const put = () =>
    command.mutate({
      body: { referralId: referral.id, departmentId: department.id, bedKind: what === 'bed' ? kind : null, promisedOn },
    });
  return (
    <details className="wait-field">
      <summary>{t('wait.title')}</summary>
      <div className="panel-fields">
        {what === 'bed' && (
          <SelectField
            label={t('wait.kind')}
            value={kind}
            placeholder=""
            options={bedKinds.map((value) => ({ value, label: t(`hold.kinds.${value}`) }))}
            onChange={setKind}
          />
        )}
        <DateField label={t('wait.promisedOn')} required min={today} value={promisedOn} onChange={setPromisedOn} />
      </div>
      <RefusalNote error={command.error} />
      <button type="button" className="button" disabled={!promisedOn || command.isPending} onClick={put}>
        {t('wait.put')}
      </button>
    </details>
  );
}
