import { addMachineClient, addMachineKey, changeMachineClient, type MachineClient } from '@alliance/contracts/machine.contract';
import type { Permission } from '@alliance/domain/access/permission';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { KeyField, keyIn, useKeyCheck } from './key-field';
import { machineWords } from './machine.locale';
import { ScopesField } from './scopes-field';

const again = { touches: ['policy'], onRefused: () => void touch('policy') } as const;

interface Values {
  readonly name: string;
  readonly scopes: readonly Permission[];
}
function useDone(word: 'added' | 'saved' | 'keyAdded', onDone: () => void) {
  const t = useWords(machineWords);
  return {
    onSuccess: ({ name }: MachineClient) => {
      say(t(word, { name }));
      onDone();
    },
  };
}
function useCheck(): (values: Values) => Partial<Record<keyof Values, string | undefined>> {
  const t = useWords(machineWords);
  return ({ name, scopes }) => ({
    name: name.trim() ? undefined : t('wrong.name'),
    scopes: scopes.length ? undefined : t('wrong.scopes'),
  });
}

export function MachineAddForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(machineWords);
  const [id] = useState(() => v7());
  const command = useCommand(addMachineClient, again);
  const done = useDone('added', onDone);
  const [check, checkKey] = [useCheck(), useKeyCheck()];
  const form = useForm<Values & { readonly key: string }>({
    latest: { name: '', scopes: [], key: '' },
    check: (values) => ({ ...check(values), key: checkKey(values.key) }),
    error: command.error,
    refusedAt: { 'machine.key_invalid': 'key', 'machine.scope_refused': 'scopes' },
  });
  return (
    <Form
      of={form}
      label={t('add')}
      command={command}
      submit={t('add')}
      onCancel={onDone}
      onSubmit={({ name, scopes, key }) => command.mutate({ body: { id, name: name.trim(), scopes: [...scopes], key: keyIn(key) } }, done)}
    >
      <TextField label={t('name')} hint={t('nameHint')} required maxLength={80} {...form.bind('name')} />
      <ScopesField {...form.bind('scopes')} />
      <KeyField {...form.bind('key')} refused={command.error} />
    </Form>
  );
}

export function MachineChangeForm({ of, onDone }: { readonly of: MachineClient; readonly onDone: () => void }) {
  const t = useWords(machineWords);
  const ifAny = useWordsIfAny(machineWords);
  const command = useCommand(changeMachineClient, again);
  const done = useDone('saved', onDone);
  const check = useCheck();
  const form = useForm<Values>({
    latest: { name: of.name, scopes: of.scopes },
    check,
    error: command.error,
    refusedAt: { 'machine.scope_refused': 'scopes' },
  });
  return (
    <Form
      of={form}
      label={t('change')}
      command={command}
      onCancel={onDone}
      labels={{ name: t('name'), scopes: t('scopes') }}
      spell={(name, value) =>
        name === 'scopes' ? (value as Permission[]).map((scope) => ifAny(`scope.${scope}`) ?? scope).join('、') : String(value)
      }
      onSubmit={({ name, scopes }) =>
        command.mutate({ params: { id: of.id }, body: { version: of.version, name: name.trim(), scopes: [...scopes] } }, done)
      }
    >
      <TextField label={t('name')} hint={t('nameHint')} required maxLength={80} {...form.bind('name')} />
      <ScopesField {...form.bind('scopes')} />
    </Form>
  );
}

export function MachineKeyForm({ of, onDone }: { readonly of: MachineClient; readonly onDone: () => void }) {
  const t = useWords(machineWords);
  const command = useCommand(addMachineKey, again);
  const done = useDone('keyAdded', onDone);
  const checkKey = useKeyCheck();
  const form = useForm({
    latest: { key: '' },
    check: ({ key }) => ({ key: checkKey(key) }),
    error: command.error,
    refusedAt: { 'machine.key_invalid': 'key' },
  });
  return (
    <Form
      of={form}
      label={t('rotateStep.add')}
      command={command}
      submit={t('addKey')}
      onCancel={onDone}
      onSubmit={({ key }) => command.mutate({ params: { id: of.id }, body: { version: of.version, key: keyIn(key) } }, done)}
    >
      <p>{t('rotateWhy')}</p>
      <KeyField {...form.bind('key')} refused={command.error} />
    </Form>
  );
}
