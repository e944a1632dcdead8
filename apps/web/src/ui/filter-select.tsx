import { useWords } from '../platform/i18n';
import { filterWords } from './filter-select.locale';
import './field.css';
import './filter-select.css';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}
/** One filter as a chip that opens a list; its first entry takes the filter away. */
export function FilterSelect(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly Option[];
  readonly onChange: (value: string | undefined) => void;
}) {
  const t = useWords(filterWords);
  const { label, value, options, onChange } = props;
  const known = value === undefined || options.some((option) => option.value === value);
  return (
    <select
      className={value === undefined ? 'chip filter-select' : 'chip filter-select on'}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{t('any', { label })}</option>
      {!known && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.count === undefined ? option.label : t('counted', { label: option.label, count: option.count })}
        </option>
      ))}
    </select>
  );
}
