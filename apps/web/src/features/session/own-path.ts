/** Only a path of our own: an address from outside could lead anywhere. */
export const ownPath = (path: string | undefined): string => (path?.startsWith('/') && !/^\/[/\\]/.test(path) ? path : '/');
