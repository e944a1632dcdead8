import type { StoredOverride } from '@alliance/domain/criteria/override-in-force';
import { adoptions } from './use.data.js';
import type { DemoVersion } from './versions.js';

/** Members adopt a version two days after it came into force. */
export const adoptedAt = ({ effectiveFrom }: Pick<DemoVersion, 'effectiveFrom'>): Date =>
  new Date(Date.parse(`${effectiveFrom}T15:30:00+08:00`) + 2 * 86_400_000);

/** The rules of its own that a member keeps beside a version, with the alliance's rules they were written against. */
export function overridesOf(hospital: string, { protocol, content }: Pick<DemoVersion, 'protocol' | 'content'>): StoredOverride[] {
  const own = adoptions.find((adoption) => adoption.hospital === hospital)?.overrides ?? [];
  return own.flatMap(({ protocol: code, ...override }) => {
    const baseline = content.criteria.find((criterion) => criterion.code === override.code)?.rule;
    return code === protocol.code && baseline ? [{ ...override, baseline }] : [];
  });
}
