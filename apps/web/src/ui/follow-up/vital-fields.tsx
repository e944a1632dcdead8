import { vitalSignLimits, type MeasuredSign, type VitalSigns } from '@alliance/domain/trip/vital-signs';
import { useWords } from '../../platform/i18n';
import { TextField } from '../field';
import { tripWords } from '../trip.locale';
import { followUpWords } from './follow-up.locale';

/** What is measured at home. */
export const homeSigns = ['sbp', 'dbp', 'hr', 'spo2', 'temp'] as const satisfies readonly MeasuredSign[];
export type HomeSign = (typeof homeSigns)[number];
export type TypedSigns = Readonly<Partial<Record<HomeSign, string>>>;

const numberOf = (text: string): number => Math.round(Number(text.trim().replace(/[，,]/, '.')) * 10) / 10;
const wrong = (sign: HomeSign, text: string | undefined): boolean => {
  if (!text?.trim()) return false;
  const value = numberOf(text);
  const { low, high } = vitalSignLimits[sign];
  return !Number.isFinite(value) || value < low || value > high || (sign !== 'temp' && !Number.isInteger(value));
};
export const signsAreRight = (typed: TypedSigns): boolean => homeSigns.every((sign) => !wrong(sign, typed[sign]));
export const measured = (typed: TypedSigns): VitalSigns =>
  Object.fromEntries(homeSigns.flatMap((sign) => (typed[sign]?.trim() ? [[sign, numberOf(typed[sign] ?? '')]] : [])));

/** A few numbers with their units; an impossible one is refused in words. */
export function VitalFields({ typed, onType }: { readonly typed: TypedSigns; readonly onType: (typed: TypedSigns) => void }) {
  const t = useWords(followUpWords);
  const w = useWords(tripWords);
  return (
    <fieldset className="follow-up-vital">
      <legend className="field-label">{t('vital')}</legend>
      {homeSigns.map((sign) => {
        const { low, high } = vitalSignLimits[sign];
        const name = w(`sign.${sign}`);
        return (
          <TextField
            key={sign}
            label={`${name} ${w(`unit.${sign}`)}`}
            value={typed[sign] ?? ''}
            maxLength={5}
            inputMode={sign === 'temp' ? 'text' : 'numeric'}
            error={wrong(sign, typed[sign]) ? t('vitalWrong', { name, low, high }) : undefined}
            onChange={(value) => onType({ ...typed, [sign]: value })}
          />
        );
      })}
    </fieldset>
  );
}
