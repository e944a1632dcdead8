import { changePerson, type PersonDetail } from '@alliance/contracts/person.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { factsBody, FactsFields, useFactsCheck } from './facts-fields';
import { personWords } from './person.locale';

export function FactsForm({ of, onDone }: { readonly of: PersonDetail; readonly onDone: () => void }) {
  const t = useWords(personWords);
  const change = useCommand(changePerson, { touches: ['person'], onRefused: () => void touch('person') });
  const check = useFactsCheck();
  const { name, staffNumber, phone, email } = of;
  const form = useForm({
    latest: { name, staffNumber: staffNumber ?? '', phone: phone ?? '', email: email ?? '' },
    check,
    error: change.error,
  });
  return (
    <Form
      of={form}
      label={t('changeFacts')}
      command={change}
      labels={{ name: t('fact.name'), staffNumber: t('fact.staffNumber'), phone: t('fact.phone'), email: t('fact.email') }}
      onCancel={onDone}
      onSubmit={(values) =>
        change.mutate(
          { params: { id: of.id }, body: { version: of.version, ...factsBody(values) } },
          {
            onSuccess: (saved) => {
              say(t('saved', { name: saved.name }));
              onDone();
            },
          },
        )
      }
    >
      <FactsFields form={form} />
    </Form>
  );
}
