import {
  addHl7Connection,
  agreedZones,
  changeHl7Connection,
  hl7Charsets,
  type Hl7Connection,
} from '@alliance/contracts/hl7-connection.contract';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { AreaField, SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { connectionWords } from './connections.locale';

const again = { touches: ['inbound'], onRefused: () => void touch('inbound') } as const;
type Zone = (typeof agreedZones)[number];
interface Values {
  readonly name: string;
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly fingerprints: string;
  readonly addresses: string;
  readonly charset: (typeof hl7Charsets)[number];
  readonly zone: Zone | 'none';
  readonly local: 'yes' | 'no';
  readonly enabled: 'yes' | 'no';
}
const blank: Values = {
  ...{ name: '', sendingApplication: '', sendingFacility: '', fingerprints: '', addresses: '', charset: 'utf-8', zone: 'none' },
  ...{ local: 'no', enabled: 'yes' },
};
const linesIn = (text: string): string[] => text.split(/[\n,;，；]+/).flatMap((line) => line.trim() || []);
const isFingerprint = (text: string) => /^[0-9a-f]{64}$/i.test(text.replace(/[\s:]/g, ''));
const yesNo = (is: boolean) => (is ? 'yes' : 'no');

/** A new sending system, or how a known one is known and read. */
export function ConnectionForm({ of, onDone }: { readonly of: Hl7Connection | undefined; readonly onDone: () => void }) {
  const t = useWords(connectionWords);
  const [id] = useState(() => v7());
  const [add, change] = [useCommand(addHl7Connection, again), useCommand(changeHl7Connection, again)];
  const command = of ? change : add;
  const form = useForm<Values>({
    latest: of
      ? {
          ...{ name: of.name, sendingApplication: of.sendingApplication, sendingFacility: of.sendingFacility, charset: of.charset },
          ...{ fingerprints: of.fingerprints.join('\n'), addresses: of.addresses.join('\n'), zone: of.zone ?? 'none' },
          ...{ local: yesNo(of.local), enabled: yesNo(of.enabled) },
        }
      : blank,
    check: ({ name, sendingApplication, sendingFacility, fingerprints, local }) => ({
      name: name.trim() ? undefined : t('wrong.name'),
      sendingApplication: sendingApplication.trim() ? undefined : t('wrong.name'),
      sendingFacility: sendingFacility.trim() ? undefined : t('wrong.name'),
      fingerprints:
        linesIn(fingerprints).every(isFingerprint) && (local === 'yes' || fingerprints.trim()) ? undefined : t('wrong.fingerprints'),
    }),
    error: command.error,
    refusedAt: { 'connection.taken': 'fingerprints' },
  });
  const options = <T extends string>(values: readonly T[], label: (value: T) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  const submit = ({ name, sendingApplication, sendingFacility, fingerprints, addresses, charset, zone, local, enabled }: Values) => {
    const settings = {
      ...{ name, sendingApplication, sendingFacility, charset, zone: zone === 'none' ? null : zone },
      ...{ fingerprints: linesIn(fingerprints), addresses: linesIn(addresses), local: local === 'yes', enabled: enabled === 'yes' },
    };
    const done = {
      onSuccess: () => {
        say(t(of ? 'saved' : 'added', { name }));
        onDone();
      },
    };
    if (of) change.mutate({ params: { id: of.id }, body: { version: of.version, ...settings } }, done);
    else add.mutate({ body: { id, ...settings } }, done);
  };
  return (
    <Form of={form} label={t(of ? 'change' : 'add')} command={command} onCancel={onDone} onSubmit={submit}>
      <TextField label={t('name')} required maxLength={80} {...form.bind('name')} />
      <TextField label={t('application')} required maxLength={180} {...form.bind('sendingApplication')} />
      <TextField label={t('facility')} required maxLength={180} {...form.bind('sendingFacility')} />
      <AreaField label={t('fingerprints')} hint={t('fingerprintsHint')} {...form.bind('fingerprints')} />
      <AreaField label={t('addresses')} hint={t('addressesHint')} {...form.bind('addresses')} />
      <SelectField
        label={t('charset')}
        placeholder={t('choose')}
        options={options(hl7Charsets, (value) => value.toUpperCase())}
        {...form.bind('charset')}
      />
      <SelectField
        label={t('zone')}
        placeholder={t('choose')}
        options={options(['none', ...agreedZones] as const, (value) => (value === 'none' ? t('zoneNone') : value))}
        {...form.bind('zone')}
      />
      {(['local', 'enabled'] as const).map((field) => (
        <SelectField
          key={field}
          label={t(field)}
          placeholder={t('choose')}
          options={options(['yes', 'no'] as const, (value) => t(value))}
          {...form.bind(field)}
        />
      ))}
    </Form>
  );
}
