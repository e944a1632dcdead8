import type { Paper, PaperKind, printReferrals } from '@alliance/contracts/print.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';

interface PaperRow {
  id: string;
  state: string;
  sent: boolean;
  outside: boolean;
  invented: boolean;
  sender_phone: string | null;
  receiver_phone: string | null;
}

/** The line that is answered round the clock before the one of the switchboard. */
const phone = (institution: string) => `
  coalesce((select l.phone from contact_line l where l.institution_id = ${institution} and l.kind = 'round_the_clock' order by l.id limit 1),
    (select i.phone from institution i where i.id = ${institution}))`;
const papers = `
  select r.id, r.state, r.submitted_at is not null as sent, r.outside_name is not null as outside,
    exists (select 1 from institution i where i.id in (r.sender_id, r.receiver_id) and i.invented) as invented,
    ${phone('r.sender_id')} as sender_phone, coalesce(r.outside_phone, ${phone('r.receiver_id')}) as receiver_phone
  from unnest($1::uuid[]) with ordinality asked (id, place) join referral r on r.id = asked.id order by asked.place`;

/** Papers leave the house: each printing is recorded before it happens. */
@Injectable()
export class PrintService {
  constructor(private readonly commands: Commands) {}

  /** @throws Refusal referral.not_found, referral.wrong_state before it was sent */
  print(actor: Actor, kind: PaperKind, referralIds: readonly string[]): Promise<AnswerOf<typeof printReferrals>> {
    return this.commands.run(actor, async (work) => {
      const rows = await work.rows<PaperRow>(papers, [referralIds]);
      if (rows.length < referralIds.length) throw new Refusal('referral.not_found');
      for (const row of rows) refuseWithout(kind, row);
      work.audit({ action: `referral.printed_${kind}`, objectKind: 'referral', objectIds: referralIds });
      const [who] = await work.rows<{ by: string; institution: string }>(
        'select p.name as by, i.name as institution from person p, institution i where p.id = current_person() and i.id = current_institution()',
      );
      return { at: work.now.toISOString(), by: who?.by ?? '', institution: who?.institution ?? '', papers: rows.map(paperOf) };
    });
  }
}

function refuseWithout(kind: PaperKind, { state, sent, outside }: PaperRow): void {
  // a voided case is a wrong patient: no paper of it goes round
  if (!sent || state === 'voided' || (kind === 'outside' && !outside))
    throw new Refusal('referral.wrong_state', { state, action: 'print' });
}

const paperOf = ({ id, invented, sender_phone, receiver_phone }: PaperRow): Paper => ({
  referralId: id,
  invented,
  senderPhone: sender_phone,
  receiverPhone: receiver_phone,
});
