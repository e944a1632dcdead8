export const capacityViews = ['beds', 'slots', 'waiting'] as const;
export type CapacityView = (typeof capacityViews)[number];

/** What the address of the board remembers. */
export interface CapacitySearch {
  readonly view?: CapacityView;
  readonly department?: string;
  /** Of the slots; today without it. */
  readonly day?: string;
}

export const capacitySearch = ({ view, department, day }: Record<string, unknown>): CapacitySearch => ({
  ...(view === 'slots' || view === 'waiting' ? { view } : {}),
  ...(typeof department === 'string' && /^[\da-f-]{36}$/i.test(department) ? { department } : {}),
  ...(typeof day === 'string' && /^20\d\d-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/.test(day) ? { day } : {}),
});
