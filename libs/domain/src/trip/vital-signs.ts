export const consciousnessLevels = ['alert', 'confusion', 'voice', 'pain', 'unresponsive'] as const;

/**
 * What can be measured of anybody, in the units of the fact dictionary: the smallest and the largest number that is one.
 * The dictionary says the same; a page that has to start on a bad line does not load it.
 */
export const vitalSignLimits = {
  sbp: { unit: 'mm[Hg]', low: 20, high: 370 },
  dbp: { unit: 'mm[Hg]', low: 10, high: 360 },
  hr: { unit: '/min', low: 0, high: 400 },
  rr: { unit: '/min', low: 0, high: 150 },
  spo2: { unit: '%', low: 10, high: 100 },
  temp: { unit: 'Cel', low: 10, high: 46 },
  gcs: { unit: '{score}', low: 3, high: 15 },
} as const;
export type MeasuredSign = keyof typeof vitalSignLimits;
export const measuredSigns = Object.keys(vitalSignLimits) as MeasuredSign[];

/** Vital signs by the keys of the fact dictionary; what is missing was not measured. */
export type VitalSigns = { readonly [S in MeasuredSign]?: number | undefined } & {
  readonly consciousness?: (typeof consciousnessLevels)[number] | undefined;
  readonly on_oxygen?: boolean | undefined;
};

/** The seven parameters of NEWS2; GCS stands in for the level of consciousness. */
const news2Signs = ['rr', 'spo2', 'on_oxygen', 'sbp', 'hr', 'consciousness', 'temp'] as const;
/** What was not said of the seven parameters: while one is missing, a score is the least it can be. */
export const missingForNews2 = (signs: VitalSigns): readonly (typeof news2Signs)[number][] =>
  news2Signs.filter((sign) => signs[sign] === undefined && !(sign === 'consciousness' && signs.gcs !== undefined));
