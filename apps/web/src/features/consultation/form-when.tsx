import { consultationModes, type ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { useWords } from '../../platform/i18n';
import { consultationWords } from './consultation.locale';
import { TimeField } from '../../ui/date-field';
import { ChoiceField } from '../../ui/field';
import { dayOf } from '../../ui/moment';
import { PersonPicker } from '../../ui/person-picker';
import { consultationFormWords } from './consultation-form.locale';
import type { Part } from './form.types';

const mostPresenters = 6;
/** What others may watch and learn from. */
const lessons: ReadonlySet<ConsultationKind> = new Set(['teaching', 'ward_round']);
const lengths = ['20', '30', '45', '60', '90'] as const;
const hours = ['09:00', '15:00'] as const;
const tomorrowAt = (time: string) => (now: number) => Date.parse(`${dayOf(now + 86_400_000)}T${time}:00+08:00`);

interface Props extends Part {
  readonly names: ReadonlyMap<string, string>;
  readonly onName: (id: string, name: string) => void;
}

/** When it would suit, how long, in which way, and who of ours is there. */
export function FormWhen({ fields, wrong, onChange, names, onName }: Props) {
  const t = useWords(consultationFormWords);
  const codes = useWords(consultationWords);
  const { presenterIds } = fields;
  return (
    <>
      {fields.kind !== 'immediate' && (
        <TimeField
          id="field-plannedAt"
          label={t('field.plannedAt')}
          value={fields.plannedAt ?? ''}
          error={wrong('plannedAt')}
          quick={hours.map((time) => ({ label: t('tomorrow', { time }), at: tomorrowAt(time) }))}
          onChange={(at) => onChange({ plannedAt: at || null })}
        />
      )}
      <div className="consultation-columns">
        <ChoiceField
          id="field-minutes"
          label={t('field.minutes')}
          value={lengths.find((one) => one === String(fields.minutes)) ?? null}
          options={lengths.map((value) => ({ value, label: t('minutesOf', { count: value }) }))}
          onChange={(minutes) => onChange({ minutes: Number(minutes) })}
        />
        <ChoiceField
          id="field-mode"
          label={t('field.mode')}
          value={fields.mode}
          options={consultationModes.map((value) => ({ value, label: codes(`mode.${value}`) }))}
          onChange={(mode) => onChange({ mode })}
        />
      </div>
      {presenterIds.length > 0 && (
        <ul className="consultation-invited">
          {presenterIds.map((id) => (
            <li key={id}>
              <strong>{names.get(id) ?? '—'}</strong>
              <button
                type="button"
                className="button bare"
                aria-label={t('remove', { name: names.get(id) ?? '—' })}
                onClick={() => onChange({ presenterIds: presenterIds.filter((one) => one !== id) })}
              >
                <span aria-hidden="true">✕</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {presenterIds.length < mostPresenters && (
        <PersonPicker
          key={presenterIds.length}
          id="field-physician"
          label={t('field.physician')}
          hint={t('hint.physician')}
          error={wrong('physician')}
          value={null}
          onChange={(person) => {
            if (!person || presenterIds.includes(person.id)) return;
            onName(person.id, person.name);
            onChange({ presenterIds: [...presenterIds, person.id] });
          }}
        />
      )}
      {lessons.has(fields.kind) && (
        <label className="choice">
          <input type="checkbox" checked={fields.openToAlliance} onChange={({ target }) => onChange({ openToAlliance: target.checked })} />
          <span>{t('field.open')}</span>
        </label>
      )}
    </>
  );
}
