import { getNotificationSettings, setNotificationSettings, type NotificationSettings } from '@alliance/contracts/delivery.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient } from '../../platform/query';
import { Field, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm, type Bound } from '../../ui/use-form';
import { deliveryWords } from './delivery.locale';
import { RuleMatrix } from './rule-matrix';
import { notificationSettingsWords } from './settings.locale';
import { bodyOf, formOf, wrongOf, type Rules, type TellingForm } from './telling.policy';

export function NotificationSettingsForm({ settings }: { readonly settings: NotificationSettings }) {
  const t = useWords(notificationSettingsWords);
  const words = useWords(deliveryWords);
  const set = useCommand(setNotificationSettings, {
    onRefused: ({ code }) => code === 'record.stale' && void queryClient.invalidateQueries({ queryKey: ['account'] }),
  });
  const form = useForm<TellingForm>({
    latest: formOf(settings),
    check: (values) => Object.fromEntries(Object.entries(wrongOf(values)).map(([field, wrong]) => [field, t(`wrong.${wrong}`)])),
    error: set.error,
  });
  const spellRules = (rules: Rules) =>
    Object.entries(rules)
      .filter(([, channels]) => channels.length)
      .map(([group, channels]) => `${t(`group.${group as keyof Rules}`)} ${channels.map((one) => words(`channel.${one}`)).join(' ')}`)
      .join('；');
  const submit = (values: TellingForm) =>
    set.mutate(
      { body: bodyOf(values, settings.version) },
      {
        onSuccess: (saved) => {
          queryClient.setQueryData(keyOf(getNotificationSettings, {}), saved);
          form.accept(formOf(saved));
          say(t('saved'));
        },
      },
    );
  return (
    <Form
      of={form}
      label={t('title')}
      command={set}
      onSubmit={submit}
      labels={{
        phone: t('phone'),
        email: t('email'),
        rules: t('label.rules'),
        quietFrom: t('label.quietFrom'),
        quietTo: t('label.quietTo'),
        digestAt: t('digest'),
        minutes: t('minutes'),
      }}
      spell={(name, value) => (name === 'rules' ? spellRules(value as Rules) : String(value))}
    >
      <div className="form-row">
        <TextField label={t('phone')} hint={t('phoneHint')} type="tel" inputMode="tel" maxLength={30} {...form.bind('phone')} />
        <TextField label={t('email')} maxLength={120} {...form.bind('email')} />
      </div>
      <RuleMatrix available={settings.available} {...form.bind('rules')} />
      <div>
        <p className="field-label">{t('quiet')}</p>
        <p className="field-hint">{t('quietHint')}</p>
      </div>
      <div className="form-row">
        <TimeField label={t('quietFrom')} {...form.bind('quietFrom')} />
        <TimeField label={t('quietTo')} {...form.bind('quietTo')} />
      </div>
      <div className="form-row">
        <TimeField label={t('digest')} hint={t('digestHint')} {...form.bind('digestAt')} />
        <TextField label={t('minutes')} hint={t('minutesHint')} inputMode="numeric" maxLength={2} {...form.bind('minutes')} />
      </div>
    </Form>
  );
}

/** A time of day by the browser's own control; empty for none. */
function TimeField({ value, onChange, ...common }: Bound<string> & { readonly label: string; readonly hint?: string }) {
  return (
    <Field {...common}>
      {(control) => <input {...control} className="control" type="time" value={value} onChange={({ target }) => onChange(target.value)} />}
    </Field>
  );
}
