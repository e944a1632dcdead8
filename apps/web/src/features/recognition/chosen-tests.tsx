import { useText, useWords } from '../../platform/i18n';
import type { PlannedTest } from './order-draft';
import { orderWords } from './order.locale';
import { TestSearch } from './test-search';

interface Props {
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly tests: readonly PlannedTest[];
  readonly onChange: (tests: readonly PlannedTest[]) => void;
}

/** Tests that were chosen, a panel with what it holds, under the field that finds more. */
export function ChosenTests({ tests, onChange, ...field }: Props) {
  const t = useWords(orderWords);
  const text = useText();
  return (
    <div>
      <TestSearch {...field} chosen={tests} onChoose={(test) => onChange([...tests, test])} />
      {tests.length > 0 && (
        <ul className="recognition-tests" aria-label={field.label}>
          {tests.map(({ code, name, parts }) => (
            <li key={code}>
              <strong>{text(name)}</strong> <span className="faint figures">{code}</span>
              {parts.length > 0 && <span className="tag">{t('panel', { count: parts.length })}</span>}
              <button
                type="button"
                className="recognition-remove"
                aria-label={t('remove', { name: text(name) })}
                onClick={() => onChange(tests.filter((one) => one.code !== code))}
              >
                ✕
              </button>
              {parts.length > 0 && <span className="recognition-parts soft">{parts.map((part) => text(part.name)).join('、')}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
