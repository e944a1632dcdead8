/** What a document of a consultation is (F69). `consent`: the patient's written consent, for the treating hospitals alone. */
export const documentKinds = ['report', 'image', 'ecg', 'lab', 'pathology', 'consent', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What lies on the board: a page of a document, or a line of text (F68). */
export const boardItemKinds = ['document', 'image', 'ecg', 'note'] as const;
export type BoardItemKind = (typeof boardItemKinds)[number];

export const markKinds = ['arrow', 'circle', 'freehand', 'text', 'measure'] as const;
export type MarkKind = (typeof markKinds)[number];

/** From one point to another; a circle from its middle to its edge. */
const between = { least: 2, most: 2 } as const;
/** How many points each kind has. */
export const pointsOf: Readonly<Record<MarkKind, { readonly least: number; readonly most: number }>> = {
  arrow: between,
  circle: between,
  measure: between,
  freehand: { least: 2, most: 400 },
  text: { least: 1, most: 1 },
};
/** So many items, and marks that stand at a time, one board holds. */
export const boardQuota = { items: 200, marks: 2_000, notes: 100 } as const;
/** How far one looks into a picture; 1 shows all of it. */
export const furthestZoom = 8;
