import { SankeyChart } from 'echarts/charts';
import { init, use as register, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef, useState, type CSSProperties } from 'react';
import { gap, heightOf, inset, linePx, type SankeyNode } from './sankey-size';
import { paletteOf, textStack, useScheme } from './theme';
import { useWide } from './use-wide';
import './sankey.css';

register([SankeyChart, CanvasRenderer]);

export interface SankeyLink {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly strong?: boolean;
}
export type SankeyPick = { readonly node: string } | { readonly from: string; readonly to: string };
interface Heard {
  readonly dataType?: string;
  readonly data?: unknown;
  readonly event?: { readonly offsetX: number; readonly offsetY: number };
}
interface Props {
  readonly nodes: readonly SankeyNode[];
  readonly links: readonly SankeyLink[];
  /** Read out instead of the picture. */
  readonly label: string;
  readonly tip: (pick: SankeyPick) => string;
  readonly onPick: (pick: SankeyPick) => void;
}

/** Chinese characters that fit beside the picture on a phone. */
const inTwoLines = 14;

/** Flows from the left to the right on a canvas. A picture only: whoever shows it gives the same facts as a table too. */
export default function Sankey({ nodes, links, label, tip, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const scheme = useScheme();
  const wide = useWide('(min-width: 720px)');
  const height = heightOf(nodes, wide ? linePx.wide : linePx.narrow);
  // echarts' own tooltip weighs 25 kB more
  const [shown, setShown] = useState<{ readonly text: string; readonly place: CSSProperties }>();
  const pick = useEffectEvent((event: Heard) => onPick(pickOf(event)));
  const tell = useEffectEvent((heard: Heard) => {
    const { offsetX: x = 0, offsetY: y = 0 } = heard.event ?? {};
    const width = box.current?.clientWidth ?? 0;
    setShown({ text: tip(pickOf(heard)), place: { top: y + 12, ...(x < width / 2 ? { left: x + 12 } : { right: width - x + 12 }) } });
  });
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
              formatter: wide || node.label.length <= inTwoLines ? node.label : `${node.label.slice(0, inTwoLines - 1)}…`,
              width: margin - 12,
              overflow: wide ? 'truncate' : 'break',
              lineHeight: 14,
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
    made.on('click', (event) => {
      setShown(undefined);
      pick(event as Heard);
    });
    made.on('mousemove', (event) => tell(event as Heard));
    made.on('mouseout', () => setShown(undefined));
    made.on('globalout', () => setShown(undefined));
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
  }, [nodes, links, scheme, wide, height]);

  return (
    <div className="sankey">
      <div ref={box} role="img" aria-label={label} style={{ height }} />
      {shown && (
        <div className="sankey-tip" aria-hidden="true" style={shown.place}>
          {shown.text}
        </div>
      )}
    </div>
  );
}

function pickOf({ dataType, data }: Heard): SankeyPick {
  const { name, source, target } = data as { name: string; source: string; target: string };
  return dataType === 'edge' ? { from: source, to: target } : { node: name };
}
