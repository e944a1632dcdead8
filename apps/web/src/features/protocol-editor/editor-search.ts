export const editorTabs = ['text', 'criteria', 'quiz', 'facts', 'publish', 'replay'] as const;
export type EditorTab = (typeof editorTabs)[number];
/** Where on the author's desk one is. */
export interface Place {
  readonly tab?: EditorTab | undefined;
  readonly criterion?: string | undefined;
  readonly section?: string | undefined;
}
const word = (value: unknown): string | undefined => (typeof value === 'string' && value.length <= 40 ? value : undefined);
const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

export const editorSearch = ({ tab, criterion, section }: Record<string, unknown>): Place =>
  present({ tab: editorTabs.find((one) => one === tab), criterion: word(criterion), section: word(section) });

export interface CompareSearch {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}
const number = (value: unknown): number | undefined => (Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined);
export const compareSearch = ({ from, to }: Record<string, unknown>): CompareSearch => present({ from: number(from), to: number(to) });
