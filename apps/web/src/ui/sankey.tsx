import { SankeyChart } from 'echarts/charts';
import { AriaComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef } from 'react';
import { gap, heightOf, inset, type SankeyNode } from './sankey-size';
import { paletteOf, textStack, useScheme } from './theme';

register([SankeyChart, TooltipComponent, AriaComponent, CanvasRenderer]);

export interface SankeyLink {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly strong?: boolean;
}
export type SankeyPick = { readonly node: string } | { readonly from: string; readonly to: string };
interface Props {
  readonly nodes: readonly SankeyNode[];
  readonly links: readonly SankeyLink[];
  /** Read out instead of the picture. */
  readonly label: string;
  readonly tip: (pick: SankeyPick) => string;
  readonly onPick: (pick: SankeyPick) => void;
}

/** Flows from the left to the right on a canvas. A picture only: whoever shows it gives the same facts as a table too. */
export default function Sankey({ nodes, links, label, tip, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const scheme = useScheme();
  const height = heightOf(nodes);
  const pick = useEffectEvent((event: { dataType?: string; data?: unknown }) => onPick(pickOf(event)));
  const tell = useEffectEvent((event: { dataType?: string; data?: unknown }) => tip(pickOf(event)));
  const draw = useEffectEvent(() => {
    const width = box.current?.clientWidth ?? 0;
    if (!chart.current || !width) return;
    const color = paletteOf(scheme);
    const margin = Math.round(Math.min(250, Math.max(104, width * 0.24)));
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.current.setOption(
      {
        animation: !calm,
        animationDuration: 200,
        textStyle: { fontFamily: textStack },
        tooltip: {
          confine: true,
          formatter: tell,
          backgroundColor: color.raised,
          borderColor: color.control,
          textStyle: { color: color.ink, fontSize: 13 },
          extraCssText: 'white-space: pre-line; max-width: 320px; box-shadow: none;',
        },
        series: {
          type: 'sankey',
          left: margin,
          right: margin,
          top: inset,
          bottom: inset,
          nodeWidth: 10,
          nodeGap: gap,
          draggable: false,
          emphasis: { focus: 'adjacency', label: { color: color.ink } },
          blur: { label: { opacity: 0.35 } },
          data: nodes.map((node) => ({
            name: node.id,
            depth: node.side === 'left' ? 0 : 1,
            itemStyle: { color: node.strong ? color.urgent : color.accent, borderWidth: 0 },
            label: {
              position: node.side,
              formatter: node.label,
              width: margin - 12,
              overflow: 'truncate',
              color: node.strong ? color.urgent : color.ink,
              fontSize: 12,
            },
          })),
          links: links.map(({ from, to, value, strong }) => ({
            source: from,
            target: to,
            value,
            lineStyle: { color: strong ? color.urgent : color.accent, opacity: strong ? 0.5 : 0.22, curveness: 0.5 },
          })),
        },
      },
      { notMerge: true },
    );
  });

  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const made = init(place);
    chart.current = made;
    made.on('click', (event) => pick(event));
    const watch = new ResizeObserver(() => {
      made.resize();
      draw();
    });
    watch.observe(place);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.resize({ height });
    draw();
  }, [nodes, links, scheme, height]);

  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}

function pickOf({ dataType, data }: { dataType?: string; data?: unknown }): SankeyPick {
  const { name, source, target } = data as { name: string; source: string; target: string };
  return dataType === 'edge' ? { from: source, to: target } : { node: name };
}
