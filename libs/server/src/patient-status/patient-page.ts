/** Where the ciphers of a link stand, so that one moved elsewhere does not decrypt. */
export const placeOf = (column: 'token' | 'phone', id: string): string => `patient_link.${column}.${id}`;

/** The token stands in the fragment: no server on the way sees it. */
export const addressOfPage = (token: string): string => `/p#${token}`;
