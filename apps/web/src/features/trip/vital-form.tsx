import { observations as allObservations, type Observation } from '@alliance/domain/trip/trip-report';
import { consciousnessLevels, measuredSigns, vitalSignLimits, type MeasuredSign, type VitalSigns } from '@alliance/domain/trip/vital-signs';
import { useState, type FormEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { SelectField, TextField } from '../../ui/field';
import { once } from '../../ui/once';
import { tripWords } from '../../ui/trip.locale';
import { crewWords } from './crew.locale';
import type { SayOnTheWay } from './use-crew';

type Typed = Readonly<Partial<Record<MeasuredSign, string>>>;
type Level = (typeof consciousnessLevels)[number];

/** What is wrong with a typed number; undefined where it is one that can be, or nothing was typed. */
function faultOf(sign: MeasuredSign, text: string | undefined): 'wrong' | 'whole' | undefined {
  if (!text?.trim()) return undefined;
  const number = numberOf(text);
  const { low, high } = vitalSignLimits[sign];
  if (!Number.isFinite(number) || number < low || number > high) return 'wrong';
  return sign === 'temp' || Number.isInteger(number) ? undefined : 'whole';
}
const numberOf = (text: string): number => Math.round(Number(text.trim().replace('，', '.').replace(',', '.')) * 10) / 10;

/** Vital signs as they are read off a monitor; limits in words, nothing required. */
export function VitalForm({ say }: { readonly say: SayOnTheWay }) {
  const t = useWords(crewWords);
  const w = useWords(tripWords);
  const [typed, setTyped] = useState<Typed>({});
  const [level, setLevel] = useState<Level | null>(null);
  const [oxygen, setOxygen] = useState(false);
  const [seen, setSeen] = useState<readonly Observation[]>([]);
  const [tried, setTried] = useState(false);

  const filled = measuredSigns.filter((sign) => typed[sign]?.trim());
  const empty = !filled.length && !level && !seen.length;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (empty || measuredSigns.some((sign) => faultOf(sign, typed[sign]))) {
      const form = event.currentTarget;
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      return;
    }
    const measured = Object.fromEntries(filled.map((sign) => [sign, numberOf(typed[sign] ?? '')])) as VitalSigns;
    const vitalSigns = { ...measured, ...(level && { consciousness: level }), ...(oxygen && { on_oxygen: true }) };
    say({ kind: 'vital_signs', vitalSigns, observations: [...seen] });
    setTyped({});
    setLevel(null);
    setSeen([]);
    setTried(false);
  };
  return (
    <form className="crew-part" aria-label={t('vital.title')} noValidate onSubmit={send}>
      <h2>{t('vital.title')}</h2>
      <p className="soft">{t('vital.hint')}</p>
      <div className="crew-signs">
        {measuredSigns.map((sign) => {
          const { low, high } = vitalSignLimits[sign];
          const fault = faultOf(sign, typed[sign]);
          const name = w(`sign.${sign}`);
          return (
            <TextField
              key={sign}
              label={`${name} ${w(`unit.${sign}`)}`.trim()}
              value={typed[sign] ?? ''}
              maxLength={5}
              inputMode={sign === 'temp' ? 'text' : 'numeric'}
              error={fault && t(`vital.${fault}`, { name, low, high })}
              onChange={(value) => setTyped((now) => ({ ...now, [sign]: value }))}
            />
          );
        })}
      </div>
      <SelectField
        label={w('sign.consciousness')}
        value={level}
        placeholder={t('vital.unset')}
        options={consciousnessLevels.map((value) => ({ value, label: w(`consciousness.${value}`) }))}
        onChange={setLevel}
      />
      <div className="crew-chips" role="group" aria-label={t('vital.observations')}>
        <button type="button" className="chip" aria-pressed={oxygen} onClick={() => setOxygen(!oxygen)}>
          {oxygen && '✓ '}
          {w('onOxygen')}
        </button>
        {allObservations.map((each) => {
          const on = seen.includes(each);
          return (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={on}
              onClick={() => setSeen(on ? seen.filter((other) => other !== each) : [...seen, each])}
            >
              {on && '✓ '}
              {w(`observation.${each}`)}
            </button>
          );
        })}
      </div>
      {tried && empty && (
        <p className="note-bad" role="alert">
          ✕ {t('vital.empty')}
        </p>
      )}
      <button type="submit" className="button primary crew-do" onClick={once()}>
        {t('vital.send')}
      </button>
    </form>
  );
}
