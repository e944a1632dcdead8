/** Six digits or more, also with what people put between them: a telephone or identity number, a date of birth, a record number. */
const number = /\p{Nd}(?:[\s\p{P}]*\p{Nd}){5}/u;

/** Whether a search that found nothing is kept for the authors: they want the word that is missing, never what may tell who somebody is. */
export const mayKeepMiss = (query: string): boolean => !number.test(query.normalize('NFKC'));
