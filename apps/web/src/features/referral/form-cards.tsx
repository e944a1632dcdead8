import type { Receiver } from '@alliance/contracts/receivers.contract';
import { CompletenessCard } from './completeness-card';
import type { DraftFields, FieldName } from './draft.types';
import { ReceiversCard } from './receivers-card';
import type { useChecks } from './use-checks';
import { VerdictCard } from './verdict-card';

interface Props {
  readonly checks: ReturnType<typeof useChecks>;
  readonly fields: DraftFields;
  /** The receiver stays who it is. */
  readonly fixed: boolean;
  readonly wrong: (name: FieldName) => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
  readonly onChoose: (receiver: Receiver) => void;
  readonly onFocus: (field: string) => void;
}

/** Beside the form: what the criteria say, who can take the patient, how complete it is. */
export function FormCards({ checks, fields, fixed, wrong, onChange, onChoose, onFocus }: Props) {
  const { judged, receivers, completeness, asksIncompleteReason, kept, setKept } = checks;
  return (
    <div className="form-cards-beside">
      {judged && (
        <VerdictCard
          judged={judged}
          urgency={fields.urgency}
          reason={fields.criteriaReason}
          wrong={wrong('criteriaReason')}
          kept={kept}
          onKeep={setKept}
          onUrgency={(urgency) => onChange({ urgency })}
          onReason={(criteriaReason) => onChange({ criteriaReason })}
        />
      )}
      {!fixed && !fields.outside && (receivers.data || receivers.isFetching || receivers.error) && (
        <ReceiversCard receivers={receivers} fields={fields} onChoose={onChoose} />
      )}
      <CompletenessCard
        completeness={completeness}
        asked={asksIncompleteReason}
        reason={fields.incompleteReason}
        wrong={wrong('incompleteReason')}
        onFocus={onFocus}
        onReason={(incompleteReason) => onChange({ incompleteReason })}
      />
    </div>
  );
}
