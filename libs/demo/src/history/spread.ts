/** A number between two others that looks like chance and is the same at every load. @param salt keeps two facts of one case apart */
export function spread(n: number, salt: number, low: number, high: number, step = 1): number {
  const mixed = Math.imul(n + 1, 2_654_435_761) ^ Math.imul(salt + 1, 1_597_334_677);
  const stirred = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_507) >>> 0;
  return low + (stirred % (Math.round((high - low) / step) + 1)) * step;
}

export const pick = <T>(n: number, salt: number, some: readonly [T, ...T[]]): T => some[spread(n, salt, 0, some.length - 1)] ?? some[0];
