import { unlinkPerson, type IdentityProvider } from '@alliance/contracts/sign-on.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Form } from '../../ui/form';
import { PersonPicker } from '../../ui/person-picker';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { providerWords } from './sign-on-provider.locale';

interface Values {
  readonly person: { readonly id: string; readonly name: string } | null;
}
export function UnlinkForm({ of, onDone }: { readonly of: IdentityProvider; readonly onDone: () => void }) {
  const t = useWords(providerWords);
  const command = useCommand(unlinkPerson, { touches: ['policy'] });
  const form = useForm<Values>({
    latest: { person: null },
    check: ({ person }) => ({ person: person ? undefined : t('unlinkWrong') }),
    error: command.error,
  });
  const submit = ({ person }: Values) =>
    person &&
    command.mutate(
      { params: { id: of.id }, body: { personId: person.id } },
      {
        onSuccess: () => {
          say(t('unlinked', { name: person.name }));
          onDone();
        },
      },
    );
  return (
    <Form of={form} label={t('unlink')} command={command} submit={t('unlinkRun')} onCancel={onDone} onSubmit={submit}>
      <p>{t('unlinkText')}</p>
      <PersonPicker label={t('unlinkPerson')} placeholder={t('unlinkFind')} required {...form.bind('person')} />
    </Form>
  );
}
