import type { PatientView } from '@alliance/contracts/patient.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { MaskedId, SexAge } from '../../ui/person';
import { useLater } from '../../ui/use-later';
import { consentWords } from './consent.locale';
import type { DraftFields } from './draft.types';

interface Props {
  readonly id: string;
  readonly patient: PatientView | null;
  readonly view: ReferralView | undefined;
  readonly pairId: DraftFields['pairId'];
  readonly onChange: (change: Pick<DraftFields, 'pairId'>) => void;
}

/** Half of a pair, or somebody who may be: a woman, a newborn. */
const mayPair = ({ sex, motherId, identifierKind }: PatientView): boolean =>
  motherId !== null || identifierKind === 'none_newborn' || sex === 'female';

/** The other half of a mother-and-newborn pair, among our own referrals that nobody has answered. */
export function PairField({ id, patient, view, pairId, onChange }: Props) {
  const t = useWords(consentWords);
  const [typed, setTyped] = useState('');
  const [label, setLabel] = useState<string>();
  const name = useLater(typed.trim());
  const shown = patient !== null && (mayPair(patient) || pairId !== null);
  const found = useAnswer(
    listReferrals,
    shown && pairId === null ? { query: { side: 'outbound', state: 'draft,submitted', limit: 20, ...(name && { name }) } } : null,
    { staleTime: 30_000, keepPrevious: true },
  );
  if (!shown) return null;
  if (pairId) {
    const pair = view?.pair?.id === pairId ? view.pair : undefined;
    return (
      <p>
        ⚭ {label ?? t('pairWith', { name: pair?.patient ?? '', number: pair?.number ?? '' })}{' '}
        <button type="button" className="link" onClick={() => onChange({ pairId: null })}>
          {t('unpair')}
        </button>
      </p>
    );
  }
  return (
    <details open={patient.motherId !== null || patient.identifierKind === 'none_newborn'}>
      <summary>{t('pair')}</summary>
      <p className="faint">{t('pairHint')}</p>
      <Combobox
        id="field-pairId"
        label={t('pair')}
        placeholder={t('pairPick')}
        text={typed}
        onText={setTyped}
        options={found.data?.items.filter((row) => row.id !== id && row.patient !== null && row.pairId === null)}
        busy={found.isFetching}
        always
        keyOf={(row) => row.id}
        show={(row) => (
          <>
            {row.patient && (
              <>
                <strong>{row.patient.name}</strong> <SexAge {...row.patient} /> <MaskedId masked={row.patient.identifierMasked} />
              </>
            )}{' '}
            <span className="faint">{row.number}</span>
          </>
        )}
        onChoose={(row) => {
          setLabel(t('pairWith', { name: row.patient?.name ?? '', number: row.number }));
          onChange({ pairId: row.id });
        }}
      />
    </details>
  );
}
