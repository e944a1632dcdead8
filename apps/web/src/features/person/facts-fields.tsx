import { useWords } from '../../platform/i18n';
import { TextField } from '../../ui/field';
import type { FormOf } from '../../ui/use-form';
import { personWords } from './person.locale';

export interface Facts {
  readonly name: string;
  readonly staffNumber: string;
  readonly phone: string;
  readonly email: string;
}
export const orNull = (text: string): string | null => text.trim() || null;
/** As the server wants them: nothing written is null. */
export const factsBody = ({ name, staffNumber, phone, email }: Facts) => ({
  name: name.trim(),
  staffNumber: orNull(staffNumber),
  phone: orNull(phone),
  email: orNull(email),
});

/** Sentences for what is wrong with the facts of a person; the shapes are those of the contract. */
export function useFactsCheck(): (facts: Facts) => Partial<Record<keyof Facts, string | undefined>> {
  const t = useWords(personWords);
  return ({ name, phone, email }) => ({
    name: name.trim() ? undefined : t('wrong.name'),
    phone: !phone.trim() || /^\+?\d[\d -]{4,18}\d$/.test(phone.trim()) ? undefined : t('wrong.phone'),
    email: !email.trim() || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : t('wrong.email'),
  });
}

/** Controls of the facts, in whichever form they stand. */
export function FactsFields<T extends Facts>({ form }: { readonly form: Pick<FormOf<T>, 'values' | 'set' | 'bind'> }) {
  const t = useWords(personWords);
  const bind = (name: keyof Facts) => {
    const { id, error } = form.bind(name);
    return { id, error, value: form.values[name], onChange: (value: string) => form.set({ [name]: value } as Partial<T>) };
  };
  return (
    <>
      <div className="form-row">
        <TextField label={t('fact.name')} required maxLength={40} {...bind('name')} />
        <TextField label={t('fact.staffNumber')} hint={t('staffNumberHint')} maxLength={30} {...bind('staffNumber')} />
      </div>
      <div className="form-row">
        <TextField label={t('fact.phone')} hint={t('phoneHint')} type="tel" inputMode="tel" maxLength={20} {...bind('phone')} />
        <TextField label={t('fact.email')} hint={t('emailHint')} maxLength={120} {...bind('email')} />
      </div>
    </>
  );
}
