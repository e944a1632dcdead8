import { setAvailability, type Availability, type AvailabilityLimits } from '@alliance/contracts/availability.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { TextField } from '../../ui/field';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { availabilityWords } from './availability.locale';

/** Bounds of the contract; those with `empty` may be left out. */
const fields = [
  { name: 'bufferBefore', word: 'before', min: 0, max: 240 },
  { name: 'bufferAfter', word: 'after', min: 0, max: 240 },
  { name: 'perDay', word: 'perDay', min: 1, max: 50, empty: true },
  { name: 'perWeek', word: 'perWeek', min: 1, max: 200, empty: true },
  { name: 'leastNoticeHours', word: 'least', min: 0, max: 336 },
  { name: 'mostNoticeDays', word: 'most', min: 1, max: 366, empty: true },
] as const;
type Texts = Readonly<Record<keyof AvailabilityLimits, string>>;
const textsOf = (limits: AvailabilityLimits): Texts =>
  Object.fromEntries(fields.map(({ name }) => [name, limits[name] === null ? '' : `${limits[name]}`])) as Texts;

/** Time kept free around sessions, how many, and how far ahead. */
export function LimitsCard({ availability }: { readonly availability: Availability }) {
  const t = useWords(availabilityWords);
  const { personId, version, rules, limits, mayChange } = availability;
  const [texts, setTexts] = useState(() => textsOf(limits));
  const [tried, setTried] = useState(false);
  const save = useCommand(setAvailability, { touches: ['availability'], onDone: () => say(t('saved')) });
  const wrongOf = (field: (typeof fields)[number]): string | undefined => {
    const text = texts[field.name].trim();
    if (text === '' && 'empty' in field) return undefined;
    const fits = /^\d+$/.test(text) && Number(text) >= field.min && Number(text) <= field.max;
    return fits ? undefined : t('limits.badNumber', { min: field.min, max: field.max });
  };
  const send = () => {
    setTried(true);
    if (save.isPending || fields.some(wrongOf)) return;
    const read = fields.map(({ name }) => [name, texts[name].trim() === '' ? null : Number(texts[name])]);
    save.mutate({ params: { id: personId }, body: { version, rules, limits: Object.fromEntries(read) as AvailabilityLimits } });
  };
  return (
    <section className="card" aria-labelledby="availability-limits">
      <div className="card-head">
        <h2 id="availability-limits">{t('limits.title')}</h2>
      </div>
      <form
        className="card-body form"
        aria-labelledby="availability-limits"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="availability-limits">
          {fields.map((field) => (
            <TextField
              key={field.name}
              label={t(`limits.${field.word}`)}
              inputMode="numeric"
              maxLength={3}
              disabled={!mayChange}
              value={texts[field.name]}
              error={tried ? wrongOf(field) : undefined}
              onChange={(text) => setTexts({ ...texts, [field.name]: text })}
            />
          ))}
        </div>
        <RefusalNote error={save.error} />
        {mayChange && (
          <div className="form-foot">
            <button type="submit" className="button primary" aria-disabled={save.isPending}>
              {t('limits.save')}
            </button>
          </div>
        )}
      </form>
    </section>
  );
}
