/** A shift that comes again: on the days named (0 is Sunday), from an hour of Shanghai on. */
export interface DemoShift {
  readonly hospital: string;
  /** Without one: the duty office. */
  readonly department?: string;
  readonly by: string;
  readonly backup?: string;
  readonly days: readonly number[];
  readonly fromHour: number;
  readonly hours: number;
}

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const weekdays = [1, 2, 3, 4, 5];

/** Invented. At weekends cardiology of the lead has nobody and the township hospital neither, and 碧潭 has nobody at night: gaps are part of what is shown. */
export const demoRota: readonly DemoShift[] = [
  { hospital: 'lead', by: 'lead.coordinator', backup: 'lead.doctor', days: everyDay, fromHour: 8, hours: 10 },
  { hospital: 'lead', by: 'lead.doctor', backup: 'lead.expert', days: everyDay, fromHour: 18, hours: 14 },
  { hospital: 'lead', department: 'cardiology', by: 'lead.expert', backup: 'lead.doctor', days: weekdays, fromHour: 8, hours: 24 },
  { hospital: 'county', by: 'county.coordinator', backup: 'county.doctor', days: everyDay, fromHour: 8, hours: 10 },
  { hospital: 'county', by: 'county.doctor', backup: 'county.coordinator', days: everyDay, fromHour: 18, hours: 14 },
  { hospital: 'township', by: 'township.doctor', days: weekdays, fromHour: 8, hours: 24 },
  { hospital: 'wangling', by: 'wangling.desk', backup: 'wangling.physician', days: everyDay, fromHour: 8, hours: 10 },
  { hospital: 'wangling', by: 'wangling.physician', backup: 'wangling.emergency', days: everyDay, fromHour: 18, hours: 14 },
  { hospital: 'bitan', by: 'bitan.desk', days: weekdays, fromHour: 8, hours: 10 },
  { hospital: 'shuangxi', by: 'shuangxi.physician', backup: 'shuangxi.desk', days: everyDay, fromHour: 8, hours: 24 },
  { hospital: 'yuntai', by: 'yuntai.physician', backup: 'yuntai.physician2', days: everyDay, fromHour: 8, hours: 24 },
  { hospital: 'songping', by: 'songping.physician', days: weekdays, fromHour: 8, hours: 24 },
];
