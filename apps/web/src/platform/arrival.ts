let search = '';

// The router rewrites a query in its own spelling as soon as it starts (long numbers lose digits); what another service sent must stay as it came.
export const noteArrival = (query: string): void => {
  search = query.replace(/^\?/, '');
};
/** The query of the address the portal was opened with, without the question mark. */
export const arrivedWith = (): string => search;
