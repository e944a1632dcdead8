import type { ImportKind } from '@alliance/domain/imports/import.types';
import { useLanguage, useWords } from '../../platform/i18n';
import { csvOf, saveFile } from '../../ui/csv';
import { Icon } from '../../ui/icon';
import { say } from '../../ui/said';
import { templates } from './file-look';
import { importWords } from './import.locale';

/** The header that a table needs, as a file or for the first row of an open sheet. */
export function TemplateLinks({ kind }: { readonly kind: ImportKind }) {
  const t = useWords(importWords);
  const head = templates[kind][useLanguage()];
  const copy = async () => {
    try {
      // not there on plain http
      await navigator.clipboard.writeText(head.join('\t'));
      say(t('staff.copied'));
    } catch {
      say(t('staff.notCopied'));
    }
  };
  return (
    <div className="import-templates">
      <button type="button" className="button bare import-template" onClick={() => saveFile(`${t(`file.${kind}`)}.csv`, csvOf(head, []))}>
        <Icon name="import" size={16} /> {t('file.template')}
      </button>
      <button type="button" className="button bare import-template" onClick={() => void copy()}>
        <Icon name="file" size={16} /> {t('staff.copyHead')}
      </button>
    </div>
  );
}
