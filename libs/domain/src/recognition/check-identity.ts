/** Two ways of writing one name: width, spaces, the dot of foreign names and the size of letters say nothing. */
export const sameName = (one: string, other: string): boolean => bare(one) !== '' && bare(one) === bare(other);

const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s·•・.-]/g, '')
    .toLowerCase();
