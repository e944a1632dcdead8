import type { Permission } from '@alliance/domain/access/permission';
import { useWords } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { machineWords } from './machine.locale';
import { scopeGroups } from './machine.policy';

interface Props {
  readonly id: string;
  readonly value: readonly Permission[];
  readonly onChange: (value: readonly Permission[]) => void;
  readonly error: string | undefined;
}
/** Scopes as words, reading and writing apart. */
export function ScopesField({ id, value, onChange, error }: Props) {
  const t = useWords(machineWords);
  const { read, write } = scopeGroups;
  const part = (group: readonly Permission[]) => value.filter((scope) => group.includes(scope));
  const option = (scope: (typeof read)[number]) => ({ value: scope, label: t(`scope.${scope}`), hint: scope });
  return (
    <>
      <ChecksField
        id={id}
        label={`${t('scopes')} · ${t('group.read')}`}
        hint={t('scopesHint')}
        required
        error={error}
        options={read.map(option)}
        value={part(read) as typeof read}
        onChange={(chosen) => onChange([...chosen, ...part(write)])}
      />
      <ChecksField
        label={`${t('scopes')} · ${t('group.write')}`}
        options={write.map(option)}
        value={part(write) as typeof write}
        onChange={(chosen) => onChange([...part(read), ...chosen])}
      />
    </>
  );
}
