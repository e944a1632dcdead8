/** Every outcome has a shape beside its word. */
export const outcomeShapes = { created: '＋', updated: '↻', unchanged: '＝', rejected: '✕', flagged: '⚠', file: '▤' } as const;
