import { holidayYears } from '../calendar/holiday.data.js';

/** Whether a day is among the days off that the State Council published, weekends within them included; an ordinary Saturday is none. @param day `YYYY-MM-DD` */
export const isPublicHoliday = (day: string): boolean =>
  holidayYears.some(({ year, off }) => day.startsWith(String(year)) && off.some(([from, to]) => from <= day && day <= to));
