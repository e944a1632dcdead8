const uuid = /^file:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a link may stand in a protocol: https, mailto, tel, or `file:<id>` of an attachment. */
export const isLinkAllowed = (link: string): boolean => uuid.test(link) || /^(https:\/\/|mailto:|tel:)[^\s<>"]+$/.test(link);
