/** Parts of an open referral, in the order of their tabs. The address keeps which one is shown. */
export const detailTabs = ['summary', 'findings', 'documents', 'conversation', 'timeline', 'archive'] as const;
export type DetailTab = (typeof detailTabs)[number];

export const detailTab = (value: unknown): DetailTab | undefined => detailTabs.find((tab) => tab === value);
