/** Who is asked in turn when somebody on duty is needed: nobody at one rung leads to the next, and the last one always answers. */
export const dutyRungs = [
  'department',
  'duty_office',
  'round_the_clock_line',
  'lead_duty_office',
  'lead_line',
  'management_office',
  'emergency_number',
] as const;
export type DutyRung = (typeof dutyRungs)[number];
