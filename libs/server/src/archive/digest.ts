import canonicalize from 'canonicalize';
import type { ArchiveBundle } from '@alliance/domain/archive/archive.types';
import { createHash } from 'node:crypto';

/** Canonical JSON (RFC 8785): the same content is the same bytes, whoever writes it. */
export const canonical = (bundle: ArchiveBundle): string => canonicalize(bundle) as string;

/** @returns SHA-256 of the UTF-8 bytes, in hexadecimal */
export const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
