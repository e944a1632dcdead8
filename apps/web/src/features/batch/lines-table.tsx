import type { BatchResult } from '@alliance/contracts/batch.contract';
import { triages } from '@alliance/domain/batch/batch';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { PatientLine } from '../../ui/patient/patient-search';
import { Table, type Column } from '../../ui/table';
import { uiWords } from '../../ui/ui.locale';
import type { Line, LineProblem } from './batch-line.policy';
import { batchWords } from './batch.locale';
import { RefusedResult } from './refused-result';

interface Props {
  readonly lines: readonly Line[];
  readonly problemsOf: (line: Line) => readonly LineProblem[];
  readonly resultOf: (key: string) => BatchResult | undefined;
  readonly busy: boolean;
  readonly onChange: (key: string, change: Partial<Line>) => void;
  readonly onRemove: (key: string) => void;
  readonly onRetry: (key: string) => void;
}
const sexes = ['unknown', 'male', 'female', 'other'] as const;

/** The list, corrected in place; what was sent stands still. */
export function LinesTable({ lines, problemsOf, resultOf, busy, onChange, onRemove, onRetry }: Props) {
  const t = useWords(batchWords);
  const ui = useWords(uiWords);
  const locked = ({ key }: Line) => busy || !!resultOf(key)?.referral;
  type Text = 'label' | 'name' | 'age' | 'identifier' | 'diagnosis';
  const text = (field: Text, maxLength: number, known?: (line: Line) => ReactNode): Column<Line> => ({
    id: field,
    head: t(`column.${field}`),
    title: field === 'label',
    cell: (line) =>
      line.patient && known ? (
        known(line)
      ) : (
        <input
          className="control"
          aria-label={`${t(`column.${field}`)} ${line.label}`}
          value={line[field]}
          maxLength={maxLength}
          readOnly={locked(line)}
          inputMode={field === 'age' ? 'numeric' : 'text'}
          onChange={({ target }) => onChange(line.key, { [field]: target.value })}
        />
      ),
  });
  const columns: Column<Line>[] = [
    { ...text('label', 60), width: '110px' },
    text('name', 80, ({ patient }) => patient && <PatientLine patient={patient} />),
    {
      id: 'sex',
      head: t('column.sex'),
      width: '108px',
      cell: (line) =>
        line.patient ? null : (
          <select
            className="control"
            aria-label={`${t('column.sex')} ${line.label}`}
            value={line.sex}
            disabled={locked(line)}
            onChange={({ target }) => onChange(line.key, { sex: target.value as Line['sex'] })}
          >
            {sexes.map((sex) => (
              <option key={sex} value={sex}>
                {sex === 'unknown' ? t('sexUnknown') : ui(`sex.${sex}`)}
              </option>
            ))}
          </select>
        ),
    },
    { ...text('age', 3, () => null), width: '70px' },
    { ...text('identifier', 60, () => null), width: '180px' },
    text('diagnosis', 300),
    {
      id: 'triage',
      head: t('column.triage'),
      width: '120px',
      cell: (line) => (
        <select
          className="control"
          aria-label={`${t('column.triage')} ${line.label}`}
          value={line.triage ?? ''}
          disabled={locked(line)}
          onChange={({ target }) => onChange(line.key, { triage: (target.value || null) as Line['triage'] })}
        >
          <option value="">{t('triage.none')}</option>
          {triages.map((triage) => (
            <option key={triage} value={triage}>
              {t(`triage.${triage}`)}
            </option>
          ))}
        </select>
      ),
    },
    {
      id: 'state',
      head: t('column.state'),
      width: '200px',
      cell: (line) => <State problems={problemsOf(line)} result={resultOf(line.key)} busy={busy} onRetry={() => onRetry(line.key)} />,
    },
    {
      id: 'remove',
      head: '',
      width: '44px',
      cell: (line) =>
        locked(line) ? null : (
          <button
            type="button"
            className="button bare icon-only"
            aria-label={`${t('remove')} ${line.label}`}
            onClick={() => onRemove(line.key)}
          >
            <Icon name="close" />
          </button>
        ),
    },
  ];
  return <Table label={t('list.title', { count: lines.length })} columns={columns} rows={lines} keyOf={({ key }) => key} foldsAt={1000} />;
}

interface StateProps {
  readonly problems: readonly LineProblem[];
  readonly result: BatchResult | undefined;
  readonly busy: boolean;
  readonly onRetry: () => void;
}
function State({ problems, result, busy, onRetry }: StateProps) {
  const t = useWords(batchWords);
  if (result?.referral)
    return (
      <Link to="/referrals/$id" params={{ id: result.referral.id }}>
        ✓ {t('sent', { number: result.referral.number })}
      </Link>
    );
  if (problems.length) return <span className="batch-problem">✕ {problems.map((problem) => t(`problem.${problem}`)).join('；')}</span>;
  if (!result?.refused) return <span className="soft">{t('ready')}</span>;
  return (
    <span className="batch-problem">
      <RefusedResult refused={result.refused} />{' '}
      <button type="button" className="button" disabled={busy} onClick={onRetry}>
        {t('retry')}
      </button>
    </span>
  );
}
