import { registryKinds, type RegistryKind } from '@alliance/domain/imports/import.types';
import type { ComponentProps } from 'react';
import { useWords } from '../../platform/i18n';
import { ChoiceField } from '../../ui/field';
import { DropZone } from './drop-zone';
import { importWords } from './import.locale';

type Props = ComponentProps<typeof DropZone> & { readonly kind: RegistryKind; readonly onKind: (kind: RegistryKind) => void };

/** What a file of the registry holds, and the file itself. */
export function FileField({ onKind, ...zone }: Props) {
  const t = useWords(importWords);
  return (
    <>
      <ChoiceField
        label={t('file.kind')}
        value={zone.kind}
        options={[...registryKinds].reverse().map((value) => ({ value, label: t(`file.${value}`), hint: t(`file.${value}Hint`) }))}
        onChange={onKind}
      />
      <DropZone {...zone} />
    </>
  );
}
