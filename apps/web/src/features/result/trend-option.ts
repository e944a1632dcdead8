import type { Trend, TrendPoint } from './trend.policy';

/** Shape and dash of a line: told apart without colour. */
export const symbols = ['circle', 'triangle', 'rect', 'diamond'] as const;
export const shapes = ['●', '▲', '■', '◆'] as const;
const dashes = ['solid', 'dashed', 'dotted'] as const;

/** What echarts draws: a line per series, none of which touches another. */
export function trendOption(trend: Trend<TrendPoint>, color: Readonly<Record<'ink' | 'line' | 'accent' | 'urgent' | 'goodSoft', string>>) {
  const bands = trend.series.map(({ band }) => band);
  const [first] = bands;
  const shared = bands.every((band) => band?.low === first?.low && band?.high === first?.high) ? first : null;
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    xAxis: { type: 'time', axisLabel: { color: color.ink, hideOverlap: true }, axisLine: { lineStyle: { color: color.line } } },
    yAxis: { type: 'value', scale: true, axisLabel: { color: color.ink }, splitLine: { lineStyle: { color: color.line } } },
    series: trend.series.map(({ points }, index) => ({
      type: 'line',
      symbol: symbols[index % symbols.length],
      symbolSize: 9,
      lineStyle: { type: dashes[index % dashes.length], width: 2 },
      color: index % 2 ? color.urgent : color.accent,
      data: points.map(({ point, value }) => [point.performedAt, value]),
      ...(index === 0 &&
        shared && {
          markArea: {
            silent: true,
            itemStyle: { color: color.goodSoft, opacity: 0.7 },
            data: [
              [shared.low === null ? { y: '100%' } : { yAxis: shared.low }, shared.high === null ? { y: '0%' } : { yAxis: shared.high }],
            ],
          },
        }),
    })),
  };
}
