export const calendarViews = ['week', 'day', 'list'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** What the calendar shows; nothing is my own week. */
export interface CalendarSearch {
  readonly view?: CalendarView;
  /** A day within it, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Others beside me. */
  readonly people?: readonly string[];
  /** A consultation that a time is looked for. */
  readonly consultation?: string;
  /** Zone the times are shown in, where it is not the institution's. */
  readonly zone?: string;
}

const id = /^[0-9a-f-]{36}$/i;
const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** Reads it from an address; what is not known is left out. */
export function calendarSearch(search: Record<string, unknown>): CalendarSearch {
  const view = calendarViews.find((one) => one === search['view']);
  const { date, people, consultation, zone } = search;
  const others = Array.isArray(people) ? people.filter((one): one is string => typeof one === 'string' && id.test(one)) : [];
  return {
    ...(view && { view }),
    ...(typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) && { date }),
    ...(others.length > 0 && { people: [...new Set(others)].slice(0, 19) }),
    ...(typeof consultation === 'string' && id.test(consultation) && { consultation }),
    ...(typeof zone === 'string' && isZone(zone) && { zone }),
  };
}

/** Whose availability is set; nothing is my own. */
export const availabilitySearch = ({ person }: Record<string, unknown>): { readonly person?: string } =>
  typeof person === 'string' && id.test(person) ? { person } : {};
