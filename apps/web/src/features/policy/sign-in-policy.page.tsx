import { getSignInPolicy, setSignInPolicy, type SignInPolicy } from '@alliance/contracts/policy.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient, touch, useAnswer } from '../../platform/query';
import { ChoiceField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { SettingsFrame } from '../../ui/settings-frame';
import { Loaded, Skeleton } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { policyWords } from './policy.locale';

export function SignInPolicyPage() {
  const t = useWords(policyWords);
  const policy = useAnswer(getSignInPolicy, {});
  return (
    <SettingsFrame at="signIn">
      <p className="soft settings-text">{t('lead')}</p>
      <Loaded of={policy} skeleton={<Skeleton rows={6} height={48} />}>
        {(found) => <PolicyForm of={found} />}
      </Loaded>
    </SettingsFrame>
  );
}

interface Values {
  readonly secondFactor: SignInPolicy['secondFactor'];
  readonly minimumPasswordLength: string;
  readonly idleMinutes: string;
  readonly absoluteHours: string;
}
const limits = { minimumPasswordLength: [8, 64], idleMinutes: [5, 120], absoluteHours: [1, 24] } as const;
type Limit = keyof typeof limits;
const valuesOf = (of: SignInPolicy): Values => ({
  secondFactor: of.secondFactor,
  minimumPasswordLength: String(of.minimumPasswordLength),
  idleMinutes: String(of.idleMinutes),
  absoluteHours: String(of.absoluteHours),
});
const numberOf = (text: string, limit: Limit): number | undefined => {
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text) : NaN;
  return number >= limits[limit][0] && number <= limits[limit][1] ? number : undefined;
};

function PolicyForm({ of }: { readonly of: SignInPolicy }) {
  const t = useWords(policyWords);
  const command = useCommand(setSignInPolicy, {
    touches: ['policy'],
    onDone: (saved) => void queryClient.setQueryData(keyOf(getSignInPolicy, {}), saved),
    onRefused: () => void touch('policy'),
  });
  const wrong = (values: Values, limit: Limit) =>
    numberOf(values[limit], limit) === undefined ? t('whole', { from: limits[limit][0], to: limits[limit][1] }) : undefined;
  const form = useForm({
    latest: valuesOf(of),
    check: (values) => ({
      minimumPasswordLength: wrong(values, 'minimumPasswordLength'),
      idleMinutes: wrong(values, 'idleMinutes'),
      absoluteHours: wrong(values, 'absoluteHours'),
    }),
    error: command.error,
  });
  const { values } = form;
  const number = (limit: Limit) => numberOf(values[limit], limit) ?? 0;
  const shorter =
    (number('idleMinutes') > 0 && number('idleMinutes') < of.idleMinutes) ||
    (number('absoluteHours') > 0 && number('absoluteHours') < of.absoluteHours);
  const submit = () =>
    command.mutate(
      {
        body: {
          version: of.version,
          secondFactor: values.secondFactor,
          minimumPasswordLength: number('minimumPasswordLength'),
          idleMinutes: number('idleMinutes'),
          absoluteHours: number('absoluteHours'),
        },
      },
      {
        onSuccess: (saved) => {
          form.accept(valuesOf(saved));
          say(t('saved'));
        },
      },
    );
  const field = (limit: Limit) => ({ inputMode: 'numeric' as const, required: true, maxLength: 4, ...form.bind(limit) });
  return (
    <div className="card settings-form">
      <Form
        of={form}
        label={t('save')}
        command={command}
        submit={t('save')}
        onSubmit={submit}
        labels={{
          secondFactor: t('secondFactor'),
          minimumPasswordLength: t('password'),
          idleMinutes: t('idle'),
          absoluteHours: t('absolute'),
        }}
        spell={(name, value) => (name === 'secondFactor' ? t(value as 'optional' | 'required') : String(value))}
      >
        <ChoiceField
          label={t('secondFactor')}
          required
          options={(['optional', 'required'] as const).map((value) => ({ value, label: t(value), hint: t(`${value}Means`) }))}
          {...form.bind('secondFactor')}
        />
        {values.secondFactor === 'required' && of.secondFactor === 'optional' && <p className="note-warn">⚠ {t('requiredWarn')}</p>}
        <TextField
          label={t('password')}
          hint={t('passwordHint')}
          under={number('minimumPasswordLength') > 0 && t('passwordMeans', { count: number('minimumPasswordLength') })}
          {...field('minimumPasswordLength')}
        />
        <TextField
          label={t('idle')}
          hint={t('idleHint')}
          under={number('idleMinutes') > 0 && t('idleMeans', { count: number('idleMinutes') })}
          {...field('idleMinutes')}
        />
        <TextField
          label={t('absolute')}
          hint={t('absoluteHint')}
          under={number('absoluteHours') > 0 && t('absoluteMeans', { count: number('absoluteHours') })}
          {...field('absoluteHours')}
        />
        {shorter && <p className="note-warn">⚠ {t('shorter')}</p>}
      </Form>
    </div>
  );
}
