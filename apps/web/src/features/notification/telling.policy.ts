import type { NotificationSettings } from '@alliance/contracts/delivery.contract';
import { addressOf, readEmail, readPhone } from '@alliance/domain/notification/address';
import type { NotificationGroup, PersonalChannel } from '@alliance/domain/notification/channel';

export type Rules = NotificationSettings['rules'];

/** The settings as they are typed: times and addresses are empty texts where there are none. */
export interface TellingForm {
  readonly phone: string;
  readonly email: string;
  readonly rules: Rules;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly digestAt: string;
  readonly minutes: string;
}

export const formOf = (settings: NotificationSettings): TellingForm => ({
  phone: settings.phone ?? '',
  email: settings.email ?? '',
  rules: settings.rules,
  quietFrom: settings.quietFrom ?? '',
  quietTo: settings.quietTo ?? '',
  digestAt: settings.digestAt ?? '',
  minutes: String(settings.escalateAfterMinutes),
});

export const bodyOf = (form: TellingForm, version: number) => ({
  version,
  phone: form.phone.trim() || null,
  email: form.email.trim() || null,
  rules: form.rules,
  quietFrom: form.quietFrom || null,
  quietTo: form.quietTo || null,
  digestAt: form.digestAt || null,
  escalateAfterMinutes: Number(form.minutes),
});

export const turned = (rules: Rules, group: NotificationGroup, channel: PersonalChannel, on: boolean): Rules => ({
  ...rules,
  [group]: on ? [...rules[group], channel] : rules[group].filter((one) => one !== channel),
});

const reads = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

export type Wrong = 'phone' | 'phoneMissing' | 'email' | 'emailMissing' | 'immediate' | 'quiet' | 'minutes';

/** What the server would refuse, by field. */
export function wrongOf(form: TellingForm): Partial<Record<keyof TellingForm, Wrong>> {
  const chosen = Object.values(form.rules).flat();
  const missing = (channel: PersonalChannel) =>
    chosen.includes(channel) && !addressOf(channel, { phone: form.phone.trim(), email: form.email.trim() });
  const wrong: [keyof TellingForm, Wrong, boolean][] = [
    ['phone', 'phone', !reads(() => readPhone(form.phone))],
    ['phone', 'phoneMissing', missing('sms') || missing('voice')],
    ['email', 'email', !reads(() => readEmail(form.email))],
    ['email', 'emailMissing', missing('email')],
    ['rules', 'immediate', form.rules.immediate.length === 0],
    ['quietTo', 'quiet', !form.quietFrom !== !form.quietTo],
    ['minutes', 'minutes', !/^([1-9]|[1-5]\d|60)$/.test(form.minutes.trim())],
  ];
  return Object.fromEntries(wrong.filter(([, , is]) => is).map(([field, which]) => [field, which]));
}
