/** Below this a group is too small to be shown to a third party: it would be a tale about somebody. */
export const smallestCell = 5;

/**
 * Which cells of one table are hidden: those below five, and, where one alone would follow from the total, the next smallest with it.
 * Empty cells tell nothing about anybody and stay.
 * @param cells counts of one table
 * @returns true for each hidden cell, in the same order
 */
export function hiddenCells(cells: readonly number[]): boolean[] {
  const hidden = cells.map((cell) => cell > 0 && cell < smallestCell);
  if (hidden.filter(Boolean).length !== 1) return hidden;
  const rest = cells.map((cell, place) => ({ cell, place })).filter(({ cell, place }) => cell > 0 && !hidden[place]);
  const next = rest.sort((a, b) => a.cell - b.cell)[0];
  return hidden.map((one, place) => one || place === next?.place);
}
