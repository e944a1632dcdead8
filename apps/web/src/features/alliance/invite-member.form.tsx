import type { Alliance } from '@alliance/contracts/alliance.contract';
import { listInstitutions } from '@alliance/contracts/institution.contract';
import { inviteMember } from '@alliance/contracts/membership.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { DateField } from '../../ui/date-field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { registryWords } from '../../ui/registry.locale';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { useLater } from '../../ui/use-later';
import { membershipWords } from './membership.locale';

interface Chosen {
  readonly id: string;
  readonly name: string;
}
interface Values {
  readonly institution: Chosen | null;
  readonly from: string;
}
export function InviteMemberForm({ of, onDone }: { readonly of: Alliance; readonly onDone: () => void }) {
  const t = useWords(membershipWords);
  const today = useToday();
  const command = useCommand(inviteMember, { touches: ['alliance'], onRefused: () => void touch('alliance') });
  const [latest] = useState<Values>({ institution: null, from: today });
  const form = useForm({
    latest,
    check: ({ institution, from }) => ({
      institution: institution ? undefined : t('wrongInstitution'),
      from: from ? undefined : t('wrongDay'),
    }),
    error: command.error,
    refusedAt: { 'membership.exists': 'institution' },
  });
  const submit = ({ institution, from }: Values) =>
    institution &&
    command.mutate(
      { params: { id: of.id }, body: { version: of.version, institutionId: institution.id, from } },
      {
        onSuccess: () => {
          say(t('invited', { name: institution.name }));
          onDone();
        },
      },
    );
  return (
    <Form of={form} label={t('invite')} command={command} submit={t('invite')} onCancel={onDone} onSubmit={submit}>
      <p>{t('inviteMeans')}</p>
      <InstitutionPicker members={of.members} {...form.bind('institution')} />
      <DateField label={t('from')} required {...form.bind('from')} />
    </Form>
  );
}

interface PickerProps {
  readonly id: string;
  readonly value: Chosen | null;
  readonly onChange: (institution: Chosen | null) => void;
  readonly error: string | undefined;
  readonly members: Alliance['members'];
}
/** Institutions by name; those that are members already are shown as such, so that nobody wonders where they are. */
function InstitutionPicker({ id, value, onChange, error, members }: PickerProps) {
  const t = useWords(membershipWords);
  const codes = useWords(registryWords);
  const [typed, setTyped] = useState<string>();
  const later = useLater((typed ?? '').trim());
  const found = useAnswer(listInstitutions, later ? { query: { query: later, limit: 20 } } : null);
  const isMember = (institution: Chosen) => members.some((member) => member.id === institution.id && member.state !== 'left');
  return (
    <Combobox
      id={id}
      label={t('institution')}
      required
      error={error}
      placeholder={t('find')}
      text={typed ?? value?.name ?? ''}
      onText={(next) => {
        setTyped(next);
        if (value) onChange(null);
      }}
      busy={found.isFetching}
      options={found.data?.items}
      keyOf={(institution) => institution.id}
      show={(institution) => (
        <>
          {institution.name}{' '}
          <span className="faint">
            {[institution.city, codes(`level.${institution.level}`), isMember(institution) ? t('already') : ''].filter(Boolean).join(' · ')}
          </span>
        </>
      )}
      onChoose={(institution) => {
        setTyped(undefined);
        onChange({ id: institution.id, name: institution.name });
      }}
    />
  );
}
