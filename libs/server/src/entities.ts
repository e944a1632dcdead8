/** Entities of every feature: the unit of work knows no others. */
export const entities: readonly unknown[] = [];
