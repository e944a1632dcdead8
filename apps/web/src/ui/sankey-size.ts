export interface SankeyNode {
  readonly id: string;
  readonly label: string;
  readonly side: 'left' | 'right';
  /** What it carries: the height of its bar. */
  readonly value: number;
  /** Said with the label's own sign; here only the stronger colour. */
  readonly strong?: boolean;
}
// a bar of value 1 and the space to the next one together are higher than a label, so labels never touch
export const gap = 14;
/** Height of a label: one line, or two where there is little room beside the picture. */
export const linePx = { wide: 22, narrow: 34 } as const;
export const inset = 12;

/** Height at which every label has a line of its own. */
export function heightOf(nodes: readonly SankeyNode[], line: number = linePx.wide): number {
  const column = (side: SankeyNode['side']) => nodes.filter((node) => node.side === side);
  const unit = (count: number, total: number) => (total > 2 * count ? 5 : line - gap);
  const sizes = (['left', 'right'] as const).map((side) => {
    const members = column(side);
    return { count: members.length, total: members.reduce((sum, { value }) => sum + value, 0) };
  });
  const perUnit = Math.max(...sizes.map(({ count, total }) => unit(count, total)));
  return Math.ceil(Math.max(...sizes.map(({ count, total }) => (count - 1) * gap + total * perUnit))) + 2 * inset;
}
