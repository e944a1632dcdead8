import { batchLimit } from '@alliance/domain/batch/batch';
import { z } from 'zod';
import { route } from './route.js';
import { Id, Instant } from './schema.js';

/** 双向转诊单, 患者交接单, and the sheet that is faxed or read out to a hospital off the platform. */
export const paperKinds = ['form', 'hand_over', 'outside'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** What stands on the paper beside the referral itself. */
export const Paper = z
  .object({
    referralId: Id,
    /** A hospital on it is invented: the paper says so. */
    invented: z.boolean(),
    /** Of the 24-hour line where there is one (RF-14). */
    senderPhone: z.string().nullable(),
    receiverPhone: z.string().nullable(),
  })
  .meta({ id: 'Paper' });
export type Paper = z.infer<typeof Paper>;

export const printReferrals = route('POST', '/referral-prints', {
  summary: 'Print papers of referrals that were sent; who printed what is recorded',
  body: z
    .strictObject({
      kind: z.enum(paperKinds),
      referralIds: z.array(Id).min(1).max(batchLimit),
    })
    .meta({ id: 'PrintReferrals' }),
  returns: z.object({ at: Instant, by: z.string(), institution: z.string(), papers: z.array(Paper) }).meta({ id: 'Printed' }),
  refuses: ['access.denied', 'referral.not_found', 'referral.wrong_state'],
});
