import type { MarkKind } from '@alliance/domain/case-board/case-board.codes';
import type { Hand } from './hands';
import { pixelsBetween, type Size } from './view';

export interface Shape {
  readonly kind: MarkKind;
  readonly points: readonly (readonly [number, number])[];
  readonly text: string | null;
}
interface Props {
  readonly shape: Shape;
  readonly hand: Hand;
  /** Its number in the list of marks; none while it is drawn. */
  readonly label: string;
  /** The sheet on the screen, in pixels. */
  readonly sheet: Size;
  readonly picture: Size;
}

/** One mark: a dark line under a coloured one, so that it stands out on every picture, and its number beside it. */
export function MarkShape({ shape, hand, label, sheet, picture }: Props) {
  const at = shape.points.map(([x, y]) => [x * sheet.width, y * sheet.height] as const);
  const [first = [0, 0] as const] = at;
  const path = pathOf(shape.kind, at);
  const words = shape.kind === 'measure' ? `${pixelsBetween(shape.points, picture)} px` : (shape.text ?? '');
  const said = [label, words].filter(Boolean).join(' · ');
  return (
    <g>
      {path && (
        <>
          <path d={path} className="mark-under" />
          <path
            d={path}
            className="mark-line"
            style={{ stroke: hand.colour }}
            strokeDasharray={shape.kind === 'arrow' ? undefined : hand.dash}
          />
        </>
      )}
      {said && (
        <text x={first[0] + 6} y={first[1] - 6} className="mark-words" style={{ fill: hand.colour }}>
          {said}
        </text>
      )}
    </g>
  );
}

type At = readonly [number, number];
function pathOf(kind: MarkKind, at: readonly At[]): string {
  const [from, to] = at;
  if (!from || !to) return '';
  const lines: Readonly<Record<MarkKind, () => string>> = {
    text: () => '',
    freehand: () => at.map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join(''),
    circle: () => {
      const r = Math.hypot(to[0] - from[0], to[1] - from[1]);
      return `M${from[0] - r} ${from[1]}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
    },
    arrow: () => `M${from[0]} ${from[1]}L${to[0]} ${to[1]}${head(from, to)}`,
    measure: () => `M${from[0]} ${from[1]}L${to[0]} ${to[1]}${tick(from, to, from)}${tick(from, to, to)}`,
  };
  return lines[kind]();
}
const angleOf = (from: At, to: At): number => Math.atan2(to[1] - from[1], to[0] - from[0]);
const head = (from: At, to: At): string =>
  [0.5, -0.5]
    .map(
      (turn) => `M${to[0]} ${to[1]}L${to[0] - 14 * Math.cos(angleOf(from, to) + turn)} ${to[1] - 14 * Math.sin(angleOf(from, to) + turn)}`,
    )
    .join('');
function tick(from: At, to: At, end: At): string {
  const across = angleOf(from, to) + Math.PI / 2;
  const [x, y] = [6 * Math.cos(across), 6 * Math.sin(across)];
  return `M${end[0] - x} ${end[1] - y}L${end[0] + x} ${end[1] + y}`;
}
