import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { paletteOf, useScheme } from '../../ui/theme';
import { trendOption } from './trend-option';
import type { Trend, TrendPoint } from './trend.policy';

register([LineChart, GridComponent, MarkAreaComponent, CanvasRenderer]);

/** A picture only: whoever shows it gives the same facts as a table too. */
export default function TrendChart({ trend, label }: { readonly trend: Trend<TrendPoint>; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const chart = init(place);
    chart.setOption(trendOption(trend, paletteOf(scheme)));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [trend, scheme]);
  return <div ref={box} role="img" aria-label={label} style={{ height: 260 }} />;
}
