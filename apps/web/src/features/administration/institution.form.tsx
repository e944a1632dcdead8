import { addInstitution, changeInstitution } from '@alliance/contracts/administration.contract';
import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import { institutionTypes, type InstitutionType } from '@alliance/domain/alliance/institution';
import { institutionLevels, type InstitutionLevel } from '@alliance/domain/referral/direction';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { AreaField, SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { provinces } from '../../ui/place.data';
import { registryWords } from '../../ui/registry.locale';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { administrationWords } from './administration.locale';
import { touchesInstitution } from './own-institution';

interface Values {
  readonly name: string;
  readonly aliases: string;
  readonly province: string | null;
  readonly city: string;
  readonly type: InstitutionType | null;
  readonly level: InstitutionLevel | null;
}
const valuesOf = (of: InstitutionDetail | null): Values => ({
  name: of?.name ?? '',
  aliases: of?.aliases.join('\n') ?? '',
  province: of?.province ?? null,
  city: of?.city ?? '',
  type: of?.type ?? null,
  level: of?.level ?? null,
});
const aliasesOf = (text: string): string[] => [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);

interface Props {
  /** A new one where there is none. */
  readonly of: InstitutionDetail | null;
  readonly onDone: (id: string) => void;
}
export function InstitutionForm({ of, onDone }: Props) {
  const t = useWords(administrationWords);
  const codes = useWords(registryWords);
  const [id] = useState(() => v7());
  const add = useCommand(addInstitution, touchesInstitution);
  const change = useCommand(changeInstitution, touchesInstitution);
  const command = of ? change : add;
  const form = useForm<Values>({
    latest: valuesOf(of),
    check: ({ name, aliases, type, level }) => ({
      name: name.trim() ? undefined : t('institution.wrongName'),
      aliases:
        aliasesOf(aliases).length > 20 || aliasesOf(aliases).some((each) => each.length > 80) ? t('institution.wrongAliases') : undefined,
      type: type ? undefined : t('institution.wrongType'),
      level: level ? undefined : t('institution.wrongLevel'),
    }),
    error: command.error,
    refusedAt: { 'institution.name_taken': 'name' },
  });
  const done = (word: 'institution.added' | 'institution.saved') => ({
    onSuccess: (saved: InstitutionDetail) => {
      say(t(word, { name: saved.name }));
      onDone(saved.id);
    },
  });
  const submit = ({ name, aliases, province, city, type, level }: Values) => {
    if (!type || !level) return;
    const body = { name: name.trim(), aliases: aliasesOf(aliases), province, city: city.trim() || null, type, level };
    if (of) change.mutate({ params: { id: of.id }, body: { version: of.version, ...body } }, done('institution.saved'));
    else add.mutate({ body: { id, ...body } }, done('institution.added'));
  };
  return (
    <div className="card institution-form">
      <Form
        of={form}
        label={t(of ? 'institution.changeTitle' : 'institution.addTitle')}
        command={command}
        {...(of ? {} : { submit: t('institution.register') })}
        onSubmit={submit}
        labels={{
          name: t('institution.name'),
          aliases: t('institution.aliases'),
          province: t('institution.province'),
          city: t('institution.city'),
          type: t('institution.type'),
          level: t('institution.level'),
        }}
        spell={(name, value) =>
          name === 'type'
            ? codes(`type.${value as InstitutionType}`)
            : name === 'level'
              ? codes(`level.${value as InstitutionLevel}`)
              : String(value).replaceAll('\n', '、')
        }
      >
        <TextField label={t('institution.name')} hint={t('institution.nameHint')} required maxLength={80} {...form.bind('name')} />
        <div className="form-row">
          <SelectField
            label={t('institution.type')}
            required
            placeholder={t('institution.pick')}
            options={institutionTypes.map((value) => ({ value, label: codes(`type.${value}`) }))}
            {...form.bind('type')}
          />
          <SelectField
            label={t('institution.level')}
            required
            placeholder={t('institution.pick')}
            options={institutionLevels.map((value) => ({ value, label: codes(`level.${value}`) }))}
            {...form.bind('level')}
          />
        </div>
        <div className="form-row">
          <SelectField
            label={t('institution.province')}
            placeholder={t('institution.pick')}
            options={provinces.map((value) => ({ value, label: value }))}
            {...form.bind('province')}
          />
          <TextField label={t('institution.city')} maxLength={40} {...form.bind('city')} />
        </div>
        <AreaField label={t('institution.aliases')} hint={t('institution.aliasesHint')} rows={4} {...form.bind('aliases')} />
      </Form>
    </div>
  );
}
