/** Refusals by subject and reason. */
export type Sentences = Readonly<Record<string, Readonly<Record<string, string>>>>;
