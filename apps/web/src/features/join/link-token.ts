import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** The token of a one-time link, from the address; undefined where it is none. It leaves the address, and so the history, at once. */
export function useLinkToken(): string | undefined {
  const router = useRouter();
  const [token] = useState(() => /^#?([\w-]{43})$/.exec(router.history.location.hash)?.[1]);
  useEffect(() => {
    if (router.history.location.hash) router.history.replace(router.history.location.pathname);
  }, [router]);
  return token;
}
