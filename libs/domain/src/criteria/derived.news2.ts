import { ageInYears } from './derived.age.js';
import { between, exactly, flag, isExact, quantity, spanning, sum, type Bounds, type DerivedFact, type Item } from './derived.types.js';
import type { FactReadings } from './given.js';

/** Points up to and including a value, ascending; the last step is open. */
type Steps = readonly (readonly [upTo: number, points: number])[];
const respiration: Steps = [[8, 3], [11, 1], [20, 0], [24, 2], [Infinity, 3]]; // prettier-ignore
const saturation: Steps = [[91, 3], [93, 2], [95, 1], [Infinity, 0]]; // prettier-ignore
/** Scale 2, target 88–92 % in hypercapnic respiratory failure: above the target only oxygen makes it worse. */
const saturationOnAir: Steps = [[83, 3], [85, 2], [87, 1], [Infinity, 0]]; // prettier-ignore
const saturationOnOxygen: Steps = [[83, 3], [85, 2], [87, 1], [92, 0], [94, 1], [96, 2], [Infinity, 3]]; // prettier-ignore
const systolic: Steps = [[90, 3], [100, 2], [110, 1], [219, 0], [Infinity, 3]]; // prettier-ignore
const pulse: Steps = [[40, 3], [50, 1], [90, 0], [110, 1], [130, 2], [Infinity, 3]]; // prettier-ignore
const temperature: Steps = [[35, 3], [36, 1], [38, 0], [39, 1], [Infinity, 2]]; // prettier-ignore

const inputs = ['age', 'rr', 'spo2', 'hypercapnic_target', 'on_oxygen', 'sbp', 'hr', 'consciousness', 'gcs', 'temp'] as const;
const either = [['consciousness', 'gcs']];
const source =
  'Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017 (chart 1). Age 16 and over. ' +
  'SpO2 scale 2 where a clinician set the target 88–92 % (hypercapnic_target). Consciousness as ACVPU; without it GCS 15 counts as alert and less as not alert.';

/** Values are read to the resolution of the chart: whole numbers, temperature to 0.1. */
function points(value: number | undefined, steps: Steps, resolution = 1): Bounds {
  if (value === undefined) return spanning(steps.map(([, score]) => exactly(score)));
  const read = Math.round(value / resolution + 1e-9) * resolution;
  return exactly(steps.find(([upTo]) => read <= upTo + 1e-9)?.[1] ?? 0);
}

function oxygenation(values: FactReadings): Bounds {
  const spo2 = quantity(values, 'spo2', '%');
  const oxygen = flag(values, 'on_oxygen');
  const target = flag(values, 'hypercapnic_target');
  const possible = [
    ...(target === true ? [] : [saturation]),
    ...(target === false || oxygen === true ? [] : [saturationOnAir]),
    ...(target === false || oxygen === false ? [] : [saturationOnOxygen]),
  ];
  return spanning(possible.map((steps) => points(spo2, steps)));
}

function consciousness(values: FactReadings): Bounds {
  const level = values.get('consciousness')?.value;
  if (level !== undefined) return exactly(level === 'alert' ? 0 : 3);
  const gcs = quantity(values, 'gcs', '{score}');
  return gcs === undefined ? between(0, 3) : exactly(gcs >= 15 ? 0 : 3);
}

function oxygen(values: FactReadings): Bounds {
  const given = flag(values, 'on_oxygen');
  return given === undefined ? between(0, 2) : exactly(given ? 2 : 0);
}

/** The seven parameters, whoever the patient is. */
function parameters(values: FactReadings): Item[] {
  const measured = (key: string, unit: string, steps: Steps, resolution?: number): Item => ({
    inputs: [key],
    points: points(quantity(values, key, unit), steps, resolution),
  });
  return [
    measured('rr', '/min', respiration),
    { inputs: ['spo2', 'hypercapnic_target', 'on_oxygen'], points: oxygenation(values) },
    { inputs: ['on_oxygen'], points: oxygen(values) },
    measured('sbp', 'mm[Hg]', systolic),
    measured('hr', '/min', pulse),
    { inputs: ['consciousness', 'gcs'], points: consciousness(values) },
    measured('temp', 'Cel', temperature, 0.1),
  ];
}

const highest = (items: readonly Item[]): Bounds => ({
  low: Math.max(...items.map(({ points: { low } }) => low)),
  high: Math.max(...items.map(({ points: { high } }) => high)),
});

function score(key: string, total: (items: readonly Item[]) => Bounds, matters: (item: Item, all: Bounds) => boolean): Scored {
  return {
    ...{ key, unit: '{score}', inputs, either, tolerance: 0 },
    compute: (values, at) => ((ageInYears(values, at) ?? 0) < 16 ? undefined : total(parameters(values))),
    open: (values, at) => {
      const age = ageInYears(values, at);
      if (age !== undefined && age < 16) return [];
      const items = parameters(values);
      const all = total(items);
      return [...(age === undefined ? ['age'] : []), ...items.filter((item) => matters(item, all)).flatMap((item) => item.inputs)];
    },
  };
}
type Scored = Omit<DerivedFact, 'source'>;

/** The bounds are reached: whatever the scale, no saturation scores less on oxygen than on air. */
export const news2: readonly DerivedFact[] = [
  {
    ...score(
      'news2',
      (items) => sum(items.map((item) => item.points)),
      (item) => !isExact(item.points),
    ),
    source,
  },
  {
    ...score('news2_single_max', highest, (item, { low }) => item.points.high > low),
    source: `${source} The highest score of a single parameter.`,
  },
];
