/** Where a link of a rich text leads: out into the world, or to an attachment. Anything else is no link. */
export type SafeLink = { readonly kind: 'address'; readonly href: string } | { readonly kind: 'file'; readonly id: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** https, mailto and tel as the browser itself reads them, and `file:<uuid>`; undefined for all else, whatever its spelling. */
export function safeLink(link: string): SafeLink | undefined {
  // browsers drop control characters inside an address before they read its scheme
  if (/[\s<>"\p{Cc}\p{Cf}]/u.test(link)) return undefined;
  if (link.startsWith('file:')) {
    const id = link.slice('file:'.length);
    return uuid.test(id) ? { kind: 'file', id } : undefined;
  }
  if (!URL.canParse(link)) return undefined;
  const { protocol, username, href } = new URL(link);
  if (username) return undefined;
  return ['https:', 'mailto:', 'tel:'].includes(protocol) ? { kind: 'address', href } : undefined;
}
