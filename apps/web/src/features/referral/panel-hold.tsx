import { getCapacityChoices } from '@alliance/contracts/capacity.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { SelectField } from '../../ui/field';
import { clockOf, useDayTime } from '../../ui/moment';
import { bedName } from './held-line';
import { keepsNothing } from './panel-body.policy';
import type { FieldProps, HoldField } from './panel.types';
import { WaitField } from './panel-wait';
import { panelWords } from './panel.locale';

type Choices = AnswerOf<typeof getCapacityChoices>;
/** What is free for a referral in the hospital that acts. */
export const useChoices = (referralId: string | null) => useAnswer(getCapacityChoices, referralId ? { query: { referralId } } : null);

/** The first bed that suits the patient and is not `taken` for another; nothing where nothing is free, or where nobody can say. */
export function firstChoice(what: 'bed' | 'slot', choices: Choices | undefined, failed: boolean, taken = ''): string {
  if (failed) return keepsNothing;
  if (!choices) return '';
  if (what === 'slot') return choices.slots.length ? '' : keepsNothing;
  const bed = choices.beds.find(({ id, suits }) => suits && `bed:${id}` !== taken);
  return bed ? `bed:${bed.id}` : keepsNothing;
}

/** A bed or a slot to keep for the patient; a slot brings its time and its room along. */
export function HoldControl({ field, referral, label, values, error, onChange }: FieldProps<HoldField>) {
  const t = useWords(panelWords);
  const text = useText();
  const dayTime = useDayTime();
  const choices = useChoices(field.referralId);
  const { data } = choices;
  const isBed = field.what === 'bed';
  const beds = isBed ? (data?.beds ?? []).filter(({ suits }) => suits) : [];
  const slots = isBed ? [] : (data?.slots ?? []);
  const options = [
    ...beds.map((bed) => ({
      value: `bed:${bed.id}`,
      label: [
        t('hold.bed', { label: bedName(bed.label), kind: t(`hold.kinds.${bed.kind}`) }),
        text(bed.department.name),
        bed.sex === 'any' ? '' : t(`hold.sexes.${bed.sex}`),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    ...slots.map(({ id, from, to, room, department }) => ({
      value: `slot:${id}`,
      label: `${t('hold.slot', { from: dayTime(from), to: clockOf(to), room })} · ${text(department.name)}`,
    })),
    { value: keepsNothing, label: t(isBed ? 'hold.none' : 'hold.noneSlot') },
  ];
  const choose = (value: string) => {
    const slot = slots.find(({ id }) => value === `slot:${id}`);
    onChange({ [field.name]: value, ...(slot && { arriveBy: slot.from, place: `${text(slot.department.name)} ${slot.room}` }) });
  };
  const nothing = data && !beds.length && !slots.length;
  return (
    <div className="hold-field">
      <SelectField
        id={`panel-${field.name}`}
        label={field.name === 'pairHold' ? t('field.pairHold', { patient: referral.pair?.patient ?? '—' }) : label}
        required
        error={error}
        value={values[field.name] || null}
        placeholder={choices.isPending ? t('hold.loading') : t(isBed ? 'field.hold' : 'field.holdSlot')}
        options={options}
        onChange={choose}
      />
      {data?.held?.until && field.name === 'hold' && (
        <p className="faint">{t('hold.held', { label: data.held.label, time: dayTime(data.held.until) })}</p>
      )}
      {choices.error && <p className="note-warn">{t('hold.failed')}</p>}
      {nothing && <p className="note-warn">{t(isBed ? 'hold.noneFree' : 'hold.noneFreeSlot')}</p>}
      {data?.old && !nothing && <p className="faint">{t('hold.old')}</p>}
      {data && field.name === 'hold' && <WaitField referral={referral} what={field.what} />}
    </div>
  );
}
