import type { StoredOverride } from '@alliance/domain/criteria/override-in-force';
import { finish } from '@alliance/domain/imports/steps';
import { checkedOverrides } from '@alliance/domain/protocol/adoption';
import { adoptions } from './use.data.js';
import type { DemoVersion } from './versions.js';

/** Members adopt a version two days after it came into force. */
export const adoptedAt = ({ effectiveFrom }: Pick<DemoVersion, 'effectiveFrom'>): Date =>
  new Date(Date.parse(`${effectiveFrom}T15:30:00+08:00`) + 2 * 86_400_000);

/** The rules of its own that a member keeps beside a version, as it would have adopted them. */
export function overridesOf(hospital: string, { protocol, content }: Pick<DemoVersion, 'protocol' | 'content'>): StoredOverride[] {
  const own = adoptions.find((adoption) => adoption.hospital === hospital)?.overrides ?? [];
  const here = own.filter((one) => one.protocol === protocol.code && content.criteria.some(({ code }) => code === one.code));
  return finish(checkedOverrides(content, here));
}
