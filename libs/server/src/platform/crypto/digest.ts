import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

/** Canonical JSON (RFC 8785): the same content is the same bytes, whoever writes it. */
export const canonical = (content: object): string => canonicalize(content) as string;

/** @returns SHA-256 of the UTF-8 bytes, in hexadecimal */
export const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What was hashed and its hash in one canonical file, so that the file alone can be checked. */
export const envelope = ({ bundle, sha256 }: { readonly bundle: string; readonly sha256: string }): Buffer =>
  Buffer.from(`{"bundle":${bundle},"sha256":"${sha256}"}`, 'utf8');
