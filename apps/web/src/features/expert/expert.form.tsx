import { addExpert, saveExpert, saveOwnExpertProfile, type ExpertDetail } from '@alliance/contracts/expert.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { Form } from '../../ui/form';
import { PersonPicker } from '../../ui/person-picker';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { EntryFields, OwnFields } from './expert-fields';
import { entryOf, ownOf, valuesOf, type ExpertValues } from './expert-values';
import { expertWords } from './expert.locale';

interface Props {
  readonly of: ExpertDetail;
  readonly onDone: () => void;
}
const again = { touches: ['expert'], onRefused: () => void touch('expert') } as const;

/** What the expert keeps: kinds and introduction. */
export function OwnForm({ of, onDone }: Props) {
  const t = useWords(expertWords);
  const command = useCommand(saveOwnExpertProfile, again);
  const form = useForm({ latest: ownOf(of), error: command.error });
  return (
    <Form
      of={form}
      label={t('editOwn')}
      command={command}
      onCancel={onDone}
      onSubmit={(values) =>
        command.mutate(
          { params: { id: of.id }, body: { version: of.version, ...bodyOfOwn(values) } },
          { onSuccess: () => saved(t('done.saved'), onDone) },
        )
      }
    >
      <OwnFields form={form} />
    </Form>
  );
}

/** What the hospital answers for, with the expert’s own part. */
export function EntryForm({ of, onDone }: Props) {
  const t = useWords(expertWords);
  const command = useCommand(saveExpert, again);
  const form = useEntryForm(valuesOf(of), command.error, false);
  return (
    <Form
      of={form}
      label={t('edit')}
      command={command}
      onCancel={onDone}
      onSubmit={(values) =>
        command.mutate(
          { params: { id: of.id }, body: { version: of.version, ...entryOf(values) } },
          { onSuccess: () => saved(t('done.saved'), onDone) },
        )
      }
    >
      <EntryFields form={form} />
    </Form>
  );
}

export function AddExpertForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(expertWords);
  const command = useCommand(addExpert, again);
  const [latest] = useState(() => valuesOf());
  const form = useEntryForm(latest, command.error, true);
  const submit = ({ person, ...values }: ExpertValues) =>
    person &&
    command.mutate(
      { body: { personId: person.id, ...entryOf({ person, ...values }) } },
      { onSuccess: ({ name }) => saved(t('done.added', { name }), onDone) },
    );
  return (
    <Form of={form} label={t('add')} command={command} submit={t('add')} onCancel={onDone} onSubmit={submit}>
      <PersonPicker label={t('person')} hint={t('fromAppointment')} required {...form.bind('person')} />
      <EntryFields form={form} />
    </Form>
  );
}

function useEntryForm(latest: ExpertValues, error: unknown, adding: boolean) {
  const t = useWords(expertWords);
  return useForm<ExpertValues>({
    latest,
    check: ({ person, specialties }) => ({
      person: adding && !person ? t('wrong.person') : undefined,
      specialties: specialties.length ? undefined : t('wrong.specialties'),
    }),
    error,
    refusedAt: { 'expert.exists': 'person', 'expert.not_practising': 'person' },
  });
}

const bodyOfOwn = ({ kinds, introductionZh, introductionEn }: ReturnType<typeof ownOf>) => ({
  kinds: [...kinds],
  introductionZh: introductionZh.trim() || null,
  introductionEn: introductionEn.trim() || null,
});

function saved(words: string, onDone: () => void): void {
  say(words);
  onDone();
}
