/** Where a score changes with one of its inputs: the last value of each step but the open one, in `unit`. */
export interface Steps {
  readonly unit: string;
  readonly upTo: readonly number[];
}

/** Of NEWS2 and ABCD2, which are held against this list, and the age from which there is an eGFR. */
export const scoreSteps: ReadonlyMap<string, Steps> = new Map(
  Object.entries({
    rr: { unit: '/min', upTo: [8, 11, 20, 24] },
    spo2: { unit: '%', upTo: [83, 85, 87, 91, 92, 93, 94, 95, 96] },
    sbp: { unit: 'mm[Hg]', upTo: [90, 100, 110, 139, 219] },
    dbp: { unit: 'mm[Hg]', upTo: [89] },
    hr: { unit: '/min', upTo: [40, 50, 90, 110, 130] },
    temp: { unit: 'Cel', upTo: [35, 36, 38, 39] },
    gcs: { unit: '{score}', upTo: [14] },
    age: { unit: 'a', upTo: [15, 17, 59] },
    tia_duration_min: { unit: 'min', upTo: [9, 59] },
  }),
);
