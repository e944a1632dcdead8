import { searchDiagnoses } from '@alliance/contracts/diagnosis.contract';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { useLater } from '../../ui/use-later';
import type { DraftFields } from './draft.types';
import { formWords } from './form.locale';

interface Props {
  readonly fields: DraftFields;
  readonly error: string | undefined;
  readonly onChange: (change: Pick<DraftFields, 'diagnosisText' | 'diagnosisCode'>) => void;
}

/** Words of one's own, or a code of the catalogue; changing the words takes the code away. */
export function DiagnosisField({ fields, error, onChange }: Props) {
  const t = useWords(formWords);
  const text = fields.diagnosisText ?? '';
  const coded = fields.diagnosisCode !== null;
  const query = useLater(text.trim());
  const found = useAnswer(searchDiagnoses, query && !coded ? { query: { query: query.slice(0, 60) } } : null, {
    staleTime: 600_000,
    keepPrevious: true,
  });
  return (
    <div>
      <Combobox
        id="field-diagnosisText"
        label={t('diagnosis')}
        placeholder={t('diagnosisHint')}
        error={error}
        required
        maxLength={300}
        text={text}
        onText={(diagnosisText) => onChange({ diagnosisText, diagnosisCode: null })}
        options={coded ? [] : query === text.trim() ? found.data?.items : undefined}
        busy={found.isFetching}
        keyOf={({ code }) => code}
        show={({ code, name }) => (
          <>
            <span className="figures soft">{code}</span> {name}
          </>
        )}
        onChoose={({ code, name }) => onChange({ diagnosisText: name, diagnosisCode: code })}
        quiet={coded || Boolean(found.data && !found.data.items.length)}
      />
      {text.trim() !== '' && (
        <p className="faint">
          {coded ? (
            <>
              <span aria-hidden="true">✓ </span>
              {t('coded', { code: fields.diagnosisCode ?? '' })}{' '}
              <button type="button" className="link" onClick={() => onChange({ diagnosisText: text, diagnosisCode: null })}>
                {t('uncode')}
              </button>
            </>
          ) : (
            t('uncoded')
          )}
        </p>
      )}
    </div>
  );
}
