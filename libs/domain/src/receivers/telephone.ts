/** Can be rung: three digits at least (120); a local number, an extension in words, spaces and signs are how people write them down in a hurry. */
export const telephone = /\d(?:\D*\d){2}/;
export const rings = (phone: string): boolean => telephone.test(phone);
