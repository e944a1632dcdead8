import { controlChart, type WeekPoint } from '@alliance/domain/analytics/control-chart';
import { useWords } from '../../platform/i18n';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { percentOf } from './analytics-words';
import { analyticsWords } from './analytics.locale';
import { useDivision, type BlockProps } from './division-table';

const [width, height, left, right, top, bottom] = [720, 220, 44, 12, 12, 26];
const whole = (share: number) => `${Math.round(100 * share)}%`;

/** Answered in time, week by week, with the limits of chance: only a point outside of them asks for a reason. */
export function WeeksBlock({ search, onPart }: BlockProps) {
  const t = useWords(analyticsWords);
  const weeks = useDivision(search, 'week');
  return (
    <Loaded of={weeks} skeleton={<Skeleton rows={1} height={height} />}>
      {({ parts }) => {
        const { mean, points } = controlChart(parts.map(({ part, inTime, timed }) => ({ week: part, of: inTime ?? 0, among: timed ?? 0 })));
        if (mean === null) return <EmptyState text={t('none')} />;
        const columns: Column<WeekPoint>[] = [
          { id: 'week', head: t('week.of'), title: true, cell: ({ week }) => <span className="figures">{week}</span> },
          {
            id: 'share',
            head: t('week.share'),
            cell: ({ of, among, week }) =>
              among ? (
                <button
                  type="button"
                  className="figure-open figures"
                  aria-label={t('openCases', { name: week })}
                  onClick={() => onPart('week', week)}
                >
                  {percentOf({ of, among })} ({t('share', { of, among })})
                </button>
              ) : (
                t('none')
              ),
          },
          { id: 'limits', head: t('week.limits'), cell: ({ lower, upper, among }) => (among ? `${whole(lower)} – ${whole(upper)}` : '—') },
          { id: 'signal', head: '', cell: ({ signal, among }) => (among ? t(`week.signal.${signal ?? 'none'}`) : '') },
        ];
        return (
          <>
            <Chart mean={mean} points={points} />
            <p className="faint">{t('week.note')}</p>
            <details>
              <summary>{t('table')}</summary>
              <Table label={t('block.weeks')} columns={columns} rows={points} keyOf={({ week }) => week} foldsAt={480} />
            </details>
          </>
        );
      }}
    </Loaded>
  );
}

function Chart({ mean, points }: { readonly mean: number; readonly points: readonly WeekPoint[] }) {
  const t = useWords(analyticsWords);
  const x = (n: number) => left + (points.length < 2 ? 0.5 : n / (points.length - 1)) * (width - left - right);
  const y = (share: number) => top + (1 - share) * (height - top - bottom);
  const shown = points.map((point, n) => ({ ...point, n })).filter((point) => point.share !== null);
  const line = (of: (point: WeekPoint) => number) => shown.map((point) => `${x(point.n)},${y(of(point))}`).join(' ');
  const signals = points.filter(({ signal }) => signal).length;
  const every = Math.ceil(points.length / 7);
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('week.label', { mean: whole(mean), count: points.length, signals })}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line className="chart-grid" x1={left} x2={width - right} y1={y(share)} y2={y(share)} />
          <text className="chart-text" x={left - 6} y={y(share) + 4} textAnchor="end">
            {whole(share)}
          </text>
        </g>
      ))}
      <polyline className="chart-limit" points={line(({ upper }) => upper)} />
      <polyline className="chart-limit" points={line(({ lower }) => lower)} />
      <line className="chart-mean" x1={left} x2={width - right} y1={y(mean)} y2={y(mean)} />
      <text className="chart-text" x={width - right} y={y(mean) - 5} textAnchor="end">
        {t('week.mean', { mean: whole(mean) })}
      </text>
      <polyline className="chart-line" points={line(({ share }) => share ?? 0)} />
      {shown.map(({ week, n, share, signal }) => (
        <Point key={week} x={x(n)} y={y(share ?? 0)} signal={signal} />
      ))}
      {points.map(({ week }, n) =>
        n % every === 0 ? (
          <text
            key={week}
            className="chart-text"
            x={x(n)}
            y={height - 8}
            textAnchor={n === 0 ? 'start' : n === points.length - 1 ? 'end' : 'middle'}
          >
            {week.slice(5)}
          </text>
        ) : null,
      )}
    </svg>
  );
}

/** Outside of the limits the shape is another one, not only the colour. */
function Point({ x, y, signal }: { readonly x: number; readonly y: number; readonly signal: WeekPoint['signal'] }) {
  if (!signal) return <circle className="chart-point" cx={x} cy={y} r={3.5} />;
  const tip = signal === 'high' ? -7 : 7;
  return <path className="chart-signal" d={`M${x} ${y + tip}L${x + 6} ${y - tip / 1.6}L${x - 6} ${y - tip / 1.6}Z`} />;
}
