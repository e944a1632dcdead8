import type { CareFacts } from '@alliance/contracts/down-candidate.contract';
import type { AskedFact } from '@alliance/domain/criteria/asked-facts';
import { factGroups, type FactGroup, type GivenFact, type GivenFacts, type MeasuredFact } from '@alliance/domain/criteria/fact.types';
import { hoursOf } from '@alliance/domain/down-transfer/care-facts';
import { useWords } from '../../platform/i18n';
import { FactField } from '../criteria/fact-field';
import { useFactText } from '../criteria/fact-text';
import { factWords } from '../criteria/fact.locale';
import { currentOf } from '../criteria/given-fact';
import { When } from '../moment-view';
import { careWords } from './care.locale';
import type { CareJudged } from './use-care';

interface Props {
  readonly care: CareFacts;
  readonly judged: CareJudged;
  readonly typed: GivenFacts;
  readonly takenBack: readonly string[];
  readonly onType: (facts: GivenFacts) => void;
  readonly onTakeBack: (keys: readonly string[]) => void;
}

/** Leads to a fact's field: opens the group it is folded into, and puts the cursor in. */
export function focusFact(key: string): void {
  const field = document.getElementById(`fact-${key}`);
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  field?.scrollIntoView({ block: 'center' });
  (field?.querySelector<HTMLElement>('input, select') ?? field)?.focus({ preventScroll: true });
}

/** What the criteria ask, by group; under each field what was measured last. */
export function CareFields(props: Props) {
  const f = useWords(factWords);
  const { judged, typed } = props;
  const { missing } = judged.down;
  const groups = Map.groupBy(judged.asked, ({ definition }) => definition.group);
  return (
    <>
      {factGroups.map((group: FactGroup) => {
        const members = groups.get(group);
        if (!members) return null;
        const filled = members.filter(({ definition: { key } }) => key in typed).length;
        const open = filled > 0 || members.some(({ definition: { key } }) => missing.includes(key));
        return (
          <details key={group} className="fact-group" open={open || groups.size < 4}>
            <summary>
              {f(`group.${group}`)} <span className="faint figures">{`${filled}/${members.length}`}</span>
            </summary>
            <div className="care-grid">
              {members.map((one) => (
                <CareField key={one.definition.key} {...props} of={one} />
              ))}
            </div>
          </details>
        );
      })}
    </>
  );
}

function CareField({ of: { definition, trend }, care, judged, typed, takenBack, onType, onTakeBack }: Props & { readonly of: AskedFact }) {
  const { key } = definition;
  const set = (value: GivenFact | undefined) => {
    const { [key]: _before, ...others } = typed;
    onType(value === undefined ? others : { ...others, [key]: value });
  };
  return (
    <div className="care-field">
      <FactField
        definition={definition}
        given={typed[key]}
        doubt={key in typed ? judged.doubted.find(({ fact }) => fact === key) : undefined}
        trend={trend && currentOf(care.recorded[key]) === undefined}
        onChange={set}
      />
      {!(key in typed) && (
        <LastValue
          definition={definition}
          care={care}
          silent={judged.silent.get(key)}
          back={takenBack.includes(key)}
          onSame={set}
          onBack={(back) => onTakeBack(back ? [...takenBack, key] : takenBack.filter((one) => one !== key))}
        />
      )}
    </div>
  );
}

/** What was measured last, when, and whether it still counts; one press says that it is still so, or that it was a slip. */
function LastValue(props: {
  readonly definition: AskedFact['definition'];
  readonly care: CareFacts;
  readonly silent: 'before_care' | 'too_old' | undefined;
  readonly back: boolean;
  readonly onSame: (value: GivenFact) => void;
  readonly onBack: (back: boolean) => void;
}) {
  const { definition, care, silent, back, onSame, onBack } = props;
  const t = useWords(careWords);
  const spell = useFactText([definition]);
  const here = currentOf(care.recorded[definition.key]);
  const last: MeasuredFact | undefined = here ?? currentOf(care.sent?.[definition.key]);
  if (back)
    return (
      <p className="care-last warn">
        ↩ {t('takenBack')}{' '}
        <button type="button" className="link" onClick={() => onBack(false)}>
          {t('keepIt')}
        </button>
      </p>
    );
  if (!last) return <p className="care-last faint">{t('lastNone')}</p>;
  const { at: _at, ...value } = last;
  const when = last.at ?? care.sentAt;
  return (
    <p className={silent ? 'care-last warn' : 'care-last faint'}>
      {t('last')} {spell(definition.key, value)} · {when ? <When at={when} /> : t('atAdmission')}
      {silent && <strong> · {t(`silent.${silent}`, { hours: hoursOf(definition) ?? 0 })}</strong>}{' '}
      {definition.kind !== 'instant' && (
        <button type="button" className="link" onClick={() => onSame({ ...value, origin: 'typed' })}>
          {t('same')}
        </button>
      )}{' '}
      {here && (
        <button type="button" className="link" onClick={() => onBack(true)}>
          {t('takeBack')}
        </button>
      )}
    </p>
  );
}
