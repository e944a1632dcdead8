import { listAlliances, type AllianceSummary } from '@alliance/contracts/alliance.contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { SelectField } from '../../ui/field';
import { ErrorState, Skeleton } from '../../ui/states';
import type { DraftFields } from './draft.types';
import { formWords } from './form.locale';

export interface ChosenAlliance {
  readonly alliances: UseQueryResult<{ items: AllianceSummary[] }, Error>;
  /** The chosen one; where we belong to a single one, that. */
  readonly allianceId: string | null;
}

/** Under which alliance the patient is sent: its protocols judge, its members receive. */
export function useChosenAlliance({ allianceId }: Pick<DraftFields, 'allianceId'>): ChosenAlliance {
  const alliances = useAnswer(listAlliances, { query: { limit: 100, mine: 'true' } }, { staleTime: 3_600_000 });
  const only = alliances.data?.items.length === 1 ? alliances.data.items[0] : undefined;
  return { alliances, allianceId: allianceId ?? only?.id ?? null };
}

export function AllianceField({
  chosen,
  onChange,
}: {
  readonly chosen: ChosenAlliance;
  readonly onChange: (change: Partial<DraftFields>) => void;
}) {
  const t = useWords(formWords);
  const text = useText();
  const { alliances, allianceId } = chosen;
  if (alliances.error) return <ErrorState error={alliances.error} retry={alliances.refetch} />;
  if (!alliances.data) return <Skeleton rows={1} height={36} />;
  if (!alliances.data.items.length) return <p className="note-warn">{t('noAlliance')}</p>;
  if (alliances.data.items.length === 1) return null;
  return (
    <SelectField
      id="field-allianceId"
      label={t('alliance')}
      value={allianceId}
      placeholder={t('pickAlliance')}
      options={alliances.data.items.map(({ id, name }) => ({ value: id, label: text(name) }))}
      onChange={(id) => onChange({ allianceId: id, receiverId: null, receiverDepartmentId: null })}
    />
  );
}
