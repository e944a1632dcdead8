import { setCapabilities } from '@alliance/contracts/administration.contract';
import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import { capabilities, capabilityGroups, type Capability, type CapabilityGroup } from '@alliance/domain/administration/capability';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { Form } from '../../ui/form';
import { offerWords } from '../../ui/institution.locale';
import { say } from '../../ui/said';
import { SettingsFrame } from '../../ui/settings-frame';
import { useForm } from '../../ui/use-form';
import { administrationWords } from './administration.locale';
import { CapabilityRows, whole, type CapabilityRow } from './capability-rows';
import { OwnInstitution, touchesInstitution } from './own-institution';
import './administration.css';

/** Since when and by which departments, by capability; what the institution cannot do has no rows. */
type Values = Readonly<Record<Capability, readonly CapabilityRow[]>>;
const groups = Object.keys(capabilityGroups) as CapabilityGroup[];

export function CapabilitiesPage() {
  const t = useWords(administrationWords);
  return (
    <SettingsFrame at="capabilities">
      <p className="soft settings-text">{t('capability.lead')}</p>
      <OwnInstitution>{(institution) => <CapabilitiesForm of={institution} />}</OwnInstitution>
    </SettingsFrame>
  );
}

const valuesOf = (of: InstitutionDetail): Values =>
  Object.fromEntries(
    capabilities.map((capability) => [
      capability,
      of.capabilities
        .filter((each) => each.capability === capability)
        .map(({ departmentId, from, note }) => ({ departmentId: departmentId ?? whole, from, note: note ?? '' })),
    ]),
  ) as Record<Capability, CapabilityRow[]>;

function CapabilitiesForm({ of }: { readonly of: InstitutionDetail }) {
  const t = useWords(administrationWords);
  const offer = useWords(offerWords);
  const text = useText();
  const command = useCommand(setCapabilities, touchesInstitution);
  const form = useForm({
    latest: valuesOf(of),
    check: (values) =>
      Object.fromEntries(
        capabilities.map((each) => [each, values[each].every(({ from }) => from) ? undefined : t('capability.wrongFrom')]),
      ),
    error: command.error,
  });
  const ending = capabilities.filter((each) => form.opened[each].length > 0 && form.values[each].length === 0);
  const departmentName = (id: string) => text(of.departments.find((each) => each.id === id)?.name) || t('capability.whole');
  const submit = (values: Values) => {
    const chosen = capabilities.flatMap((capability) =>
      values[capability].map(({ departmentId, from, note }) => ({
        ...{ capability, from, note: note.trim() || null },
        departmentId: departmentId === whole ? null : departmentId,
      })),
    );
    const count = capabilities.filter((each) => values[each].length > 0).length;
    command.mutate(
      { params: { id: of.id }, body: { version: of.version, capabilities: chosen } },
      {
        onSuccess: (saved) => {
          form.accept(valuesOf(saved));
          say(t('capability.saved', { count }));
        },
      },
    );
  };
  return (
    <div className="card settings-form">
      <Form
        of={form}
        label={t('capability.save')}
        command={command}
        submit={t('capability.save')}
        onSubmit={submit}
        labels={Object.fromEntries(capabilities.map((each) => [each, offer(`capability.${each}`)]))}
        spell={(_, value) =>
          (value as readonly CapabilityRow[]).map(({ departmentId, from }) => `${departmentName(departmentId)} ${from}`).join('；') || '—'
        }
      >
        {groups.map((group) => (
          <section key={group} aria-labelledby={`capabilities-${group}`}>
            <h3 id={`capabilities-${group}`}>{offer(`capabilityGroup.${group}`)}</h3>
            <ul className="capability-list">
              {capabilityGroups[group].map((capability) => (
                <CapabilityRows
                  key={capability}
                  departments={of.departments}
                  name={offer(`capability.${capability}`)}
                  rows={form.values[capability]}
                  error={form.bind(capability).error}
                  onChange={(rows) => form.set({ [capability]: rows })}
                />
              ))}
            </ul>
          </section>
        ))}
        {ending.length > 0 && (
          <p className="note-warn">⚠ {t('capability.ends', { names: ending.map((each) => offer(`capability.${each}`)).join('、') })}</p>
        )}
      </Form>
    </div>
  );
}
