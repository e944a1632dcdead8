import type { CriteriaInForce } from '@alliance/contracts/judgement.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Direction } from '@alliance/domain/referral/referral.codes';
import type { UseQueryResult } from '@tanstack/react-query';
import { useWords } from '../../platform/i18n';
import { ErrorState, Skeleton } from '../../ui/states';
import { criteriaWords } from './criteria.locale';
import { FactsStep } from './facts-step';
import type { Judged } from './use-criteria';

interface Props {
  readonly allianceId: string | null;
  readonly criteria: UseQueryResult<CriteriaInForce, Error>;
  readonly direction: Direction;
  readonly judged: Judged | undefined;
  readonly given: GivenFacts | null;
  readonly onChange: (facts: GivenFacts) => void;
}

/** The facts that the alliance's protocols ask for, or why none are asked. */
export function AskedFacts({ allianceId, criteria, direction, judged, given, onChange }: Props) {
  const t = useWords(criteriaWords);
  if (!allianceId) return <p className="soft">{t('pickAlliance')}</p>;
  if (criteria.error) return <ErrorState error={criteria.error} retry={criteria.refetch} />;
  if (!criteria.data) return <Skeleton rows={4} height={32} />;
  if (direction === 'level') return <p className="soft">{t('level')}</p>;
  if (!judged) return <p className="soft">{t('noProtocol')}</p>;
  return <FactsStep judged={judged} given={given} onChange={onChange} />;
}
