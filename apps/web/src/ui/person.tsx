import { estimatedAgeOn } from '@alliance/domain/identity/age';
import { useWords, type Say } from '../platform/i18n';
import { useToday } from './moment';
import { uiWords } from './ui.locale';

type Sex = 'male' | 'female' | 'other' | 'unknown';

/** Age as a ward says it: days in the first month, months in the first two years, then years. Plain dates. */
export function spellAge(birthDate: string | null, today: string, t: Say<typeof uiWords>): string {
  if (!birthDate) return t('age.unknown');
  const days = Math.round((Date.parse(today) - Date.parse(birthDate)) / 86_400_000);
  if (days < 31) return t('age.days', { count: Math.max(days, 0) });
  const months =
    (Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))) * 12 +
    (Number(today.slice(5, 7)) - Number(birthDate.slice(5, 7))) -
    (today.slice(8) < birthDate.slice(8) ? 1 : 0);
  return months < 24 ? t('age.months', { count: Math.max(months, 1) }) : t('age.years', { count: Math.floor(months / 12) });
}

interface SexAndAge {
  readonly sex: Sex;
  readonly birthDate: string | null;
  /** Guessed, of somebody whose day of birth nobody knows. */
  readonly estimatedBirthYear?: number | null;
}

/** `女 · 58 岁`, `男 · 约 45 岁` */
export function SexAge({ sex, birthDate, estimatedBirthYear = null }: SexAndAge) {
  const t = useWords(uiWords);
  const today = useToday();
  return (
    <span className="sex-age">
      {t(`sex.${sex}`)} ·{' '}
      {birthDate || estimatedBirthYear === null
        ? spellAge(birthDate, today, t)
        : t('age.about', { count: estimatedAgeOn(estimatedBirthYear, today) })}
    </span>
  );
}

/** `4401**********1234`, read out by its last four. */
export function MaskedId({ masked }: { readonly masked: string | null }) {
  const t = useWords(uiWords);
  return masked ? <span className="masked-id figures">{masked.replace(/\*+/, '****')}</span> : <span className="faint">{t('noId')}</span>;
}
