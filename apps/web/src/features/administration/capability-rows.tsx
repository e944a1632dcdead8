import type { Department } from '@alliance/contracts/institution.contract';
import { useText, useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { SelectField, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { useToday } from '../../ui/moment';
import { administrationWords } from './administration.locale';

export interface CapabilityRow {
  readonly departmentId: string;
  readonly from: string;
  readonly note: string;
}
/** In place of a department: the whole hospital. */
export const whole = 'whole';

/** One capability: ticked or not, and where it is ticked, since when and by which departments. */
export function CapabilityRows(props: {
  readonly departments: readonly Department[];
  readonly name: string;
  readonly rows: readonly CapabilityRow[];
  readonly error: string | undefined;
  readonly onChange: (rows: readonly CapabilityRow[]) => void;
}) {
  const t = useWords(administrationWords);
  const text = useText();
  const today = useToday();
  const { name, rows, error, onChange } = props;
  const open = props.departments.filter(({ closed }) => !closed);
  const taken = rows.map(({ departmentId }) => departmentId);
  const free = open.find(({ id }) => !taken.includes(id));
  const change = (at: number, part: Partial<CapabilityRow>) => onChange(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  return (
    <li>
      <label className={rows.length ? 'choice on' : 'choice'}>
        <input
          type="checkbox"
          checked={rows.length > 0}
          onChange={({ target }) => onChange(target.checked ? [{ departmentId: whole, from: today, note: '' }] : [])}
        />
        {name}
      </label>
      {rows.map((row, at) => (
        <div key={row.departmentId} className="capability-row" role="group" aria-label={name}>
          <DateField
            label={t('capability.from')}
            value={row.from}
            error={error && !row.from ? error : undefined}
            onChange={(from) => change(at, { from })}
          />
          <SelectField
            label={t('capability.by')}
            placeholder={t('capability.whole')}
            value={row.departmentId}
            options={[
              { value: whole, label: t('capability.whole') },
              ...open.map(({ id, name: department }) => ({ value: id, label: text(department) })),
            ].filter(({ value }) => value === row.departmentId || !taken.includes(value))}
            onChange={(departmentId) => change(at, { departmentId })}
          />
          <TextField
            label={t('capability.noteLabel')}
            placeholder={t('capability.noteHint')}
            maxLength={200}
            value={row.note}
            onChange={(note) => change(at, { note })}
          />
          {rows.length > 1 && (
            <button
              type="button"
              className="button bare icon-only"
              aria-label={t('capability.remove', { n: at + 1, capability: name })}
              onClick={() => onChange(rows.filter((_, i) => i !== at))}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      ))}
      {rows.length > 0 && free && (
        <button
          type="button"
          className="button bare"
          aria-label={t('capability.moreOf', { capability: name })}
          onClick={() => onChange([...rows, { departmentId: free.id, from: today, note: '' }])}
        >
          <Icon name="plus" size={16} /> {t('capability.more')}
        </button>
      )}
    </li>
  );
}
