import type { StaffKind } from '@alliance/domain/imports/import.types';
import { useWords } from '../../platform/i18n';
import { Field } from '../../ui/field';
import { useLookProblem } from './drop-zone';
import { importWords } from './import.locale';
import { TemplateLinks } from './template-links';
import type { Chosen } from './use-import';

interface Props {
  readonly kind: StaffKind;
  readonly text: string;
  readonly chosen: Chosen | undefined;
  /** Nothing pasted although it was asked for. */
  readonly missing: boolean;
  readonly onChange: (text: string) => void;
}

/** A table from the clipboard, which can be corrected in place. */
export function PasteField({ kind, text, chosen, missing, onChange }: Props) {
  const t = useWords(importWords);
  const problem = useLookProblem(kind, chosen);
  return (
    <>
      <Field
        id="import-text"
        label={t('staff.text')}
        hint={t('staff.textHint')}
        error={missing && !chosen ? t('staff.noText') : problem}
        required
      >
        {(control) => (
          <textarea
            {...control}
            className="control paste-field"
            rows={10}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      <TemplateLinks kind={kind} />
    </>
  );
}
