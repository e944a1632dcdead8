import type { HandOverSheet } from '@alliance/contracts/referral.schema';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { offerEndsWith, offerOver } from '@alliance/domain/down-transfer/coming-down';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import { decide } from '@alliance/domain/referral/referral.decide';
import type { Circumstances, ReferralChange } from '@alliance/domain/referral/referral.types';
import { Injectable } from '@nestjs/common';
import { ConsultationLedger } from '../consultation/consultation.ledger.js';
import { DeadlineReader } from '../escalation/deadlines.reader.js';
import { FollowUpLedger } from '../follow-up/follow-up.ledger.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { ReturnLedger } from '../return-review/return.ledger.js';
import { AfterwardsStore, type Corrections } from './afterwards.store.js';
import { AnswersStore } from './answers.store.js';
import { CriteriaPolicy } from './criteria.policy.js';
import { OfferStore, type Offer } from './offer.store.js';
import { PairPolicy, type PairAsk } from './pair.policy.js';
import { PartiesPolicy } from './parties.policy.js';
import { Places } from './places.js';
import { ReferralQueries } from './referral.queries.js';
import { recordEvent } from './referral.record.js';
import { factsOf, standpointOf, type ReferralRow } from './referral.row.js';
import { ReferralStore } from './referral.store.js';
import { armTimers } from './referral.timers.js';
import { referralView } from './referral.view.js';
import { Reservations, type HoldAsk } from './reservations.js';

/** What an action brings along beside what is decided about. */
export interface Enclosed {
  readonly hold?: HoldAsk | null;
  readonly pair?: PairAsk;
  readonly sheet?: HandOverSheet | null;
  readonly changes?: Corrections;
  readonly offer?: Offer;
}

/** Commands on a referral. All actions of the machine go one way: load, decide, record, write. */
@Injectable()
export class ReferralService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ReferralQueries,
    private readonly store: ReferralStore,
    private readonly parties: PartiesPolicy,
    private readonly criteria: CriteriaPolicy,
    private readonly deadlines: DeadlineReader,
    private readonly places: Places,
    private readonly pairs: PairPolicy,
    private readonly afterwards: AfterwardsStore,
    private readonly reservations: Reservations,
    private readonly offers: OfferStore,
    private readonly followUps: FollowUpLedger,
    private readonly returns: ReturnLedger,
    private readonly answers: AnswersStore,
    private readonly consultations: ConsultationLedger,
  ) {}

  act(actor: Actor, id: string, version: number, ask: ReferralAsk, enclosed: Enclosed = {}): Promise<ReferralView> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.queries.load(work, id, version);
        const others = await this.halves(work, row, ask, enclosed.pair);
        const written = await this.step(work, actor, row, ask, enclosed);
        for (const other of others) await this.step(work, actor, other, ask, { hold: enclosed.pair?.hold ?? null });
        work.subjectId = id;
        // what hangs on it moved too: a place, a signature, a verdict, the other half
        const shown = others.length || enclosed.pair || !plain.has(ask.action) ? await this.queries.row(work, id) : written;
        return referralView(shown, actor, work.now);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** Which other half an action is done to as well. */
  private async halves(work: Work, row: ReferralRow, { action }: ReferralAsk, asked: PairAsk | undefined): Promise<ReferralRow[]> {
    if (action === 'accept') return this.pairs.together(work, row, asked);
    if (action === 'undo') return this.pairs.answeredToo(work, row);
    await this.pairs.part(work, row, action);
    return [];
  }

  /** One action inside a command. @returns the row as it stands now */
  async step(work: Work, actor: Actor, row: ReferralRow, asked: ReferralAsk, enclosed: Enclosed = {}): Promise<ReferralRow> {
    const sending = asked.action === 'submit' || asked.action === 'resubmit';
    const judged = sending ? await this.criteria.judge(work, row) : null;
    const ask = sending ? { ...asked, judged } : await this.answers.withQuestions(work, row, asked);
    const change = decide(factsOf(row), ask, actor, await this.circumstances(work, row, ask), today(work.now));
    const parties = sending ? await this.parties.check(work, row) : {};
    if (sending) await this.places.check(work, row, row.receiver_department_id, row);
    if (sending) await this.offers.refuseWithoutOne(work, row);
    const grouped = sending && row.batch_id ? { batchId: row.batch_id } : {};
    const event = { ...change.event, data: { ...change.event.data, ...parties, ...grouped } };
    const eventId = recordEvent(work, row, change, event);
    if (judged) await this.criteria.pin(work, row, judged);
    await this.places.leave(work, actor, row, change);
    const written = await this.write(work, actor, row, ask, change, eventId, enclosed);
    await this.places.enter(work, row, change);
    if (ask.action === 'arrive' && row.origin_id) await this.offers.endOrigin(work, row);
    await this.settleOffers(work, actor, row, ask);
    await this.reservations.follow(work, written, ask, enclosed.hold ?? null);
    await this.followUps.follow(work, written, ask.action);
    await this.returns.follow(work, written, ask.action);
    await this.consult(work, actor, row, ask);
    armTimers(work, written, change);
    return judged ? { ...written, judgement: judged.judgement, judged_facts: judged.facts } : written;
  }

  private async write(
    work: Work,
    actor: Actor,
    row: ReferralRow,
    ask: ReferralAsk,
    change: ReferralChange,
    eventId: string,
    { sheet, changes, offer }: Enclosed,
  ): Promise<ReferralRow> {
    if (ask.action === 'uphold' || ask.action === 'overturn')
      return this.afterwards.decideReview(work, actor, row, ask.action, change, eventId);
    const corrections = ask.action === 'correct' ? this.afterwards.difference(row, actor, changes ?? {}, work.now) : null;
    const written = await this.store.change(work, actor, row, change, eventId);
    if (change.signs) await this.store.sign(work, actor, row, change.signs, sheet ?? null);
    if (ask.action === 'appeal') await this.afterwards.appeal(work, actor, row, ask.reviewerInstitutionId);
    if (corrections && ask.action === 'correct') await this.afterwards.propose(work, actor, row, corrections, ask.explanation);
    if (ask.action === 'confirmCorrection' || ask.action === 'refuseCorrection')
      await this.afterwards.decideCorrection(work, actor, row, ask.action, eventId);
    if (offer) await this.offers.create(work, actor, row, offer);
    if (ask.action === 'undo') await work.rows('select recall_messages($1)', [row.id]);
    if (ask.action === 'enterInError') await this.afterwards.openIncident(work, actor, row, ask.reason);
    return this.answers.keep(work, actor, written, ask);
  }

  /** Offers that came to nothing wait for nobody, and give back what was kept for them. */
  private async settleOffers(work: Work, actor: Actor, row: ReferralRow, ask: ReferralAsk): Promise<void> {
    for (const { id } of row.beside.offers.filter(({ state }) => offerEndsWith(ask, state))) {
      const offer = await this.queries.row(work, id);
      const change = offerOver(work.now);
      const eventId = recordEvent(work, offer, change, change.event);
      const written = await this.store.change(work, actor, offer, change, eventId);
      await this.reservations.follow(work, written, { action: 'cancel', reason: 'other' }, null);
    }
  }

  /** Advice that comes first, and advice that nobody needs any more. */
  private async consult(work: Work, actor: Actor, { id, sender_id, receiver_id }: ReferralRow, ask: ReferralAsk): Promise<void> {
    if (ask.action === 'convert' && receiver_id)
      await this.consultations.open(work, actor, { id, senderId: sender_id, receiverId: receiver_id }, ask.question);
    if (unadvised.has(ask.action)) await this.consultations.callOff(work, id);
  }

  private async circumstances(work: Work, row: ReferralRow, { action }: ReferralAsk): Promise<Circumstances> {
    const deadlines = clockless.has(action) ? {} : await this.deadlines.of(work, row.alliance_id);
    return { ...standpointOf(row, work.now), deadlines };
  }
}

/** Actions after which the row in hand is all there is to show. */
const plain: ReadonlySet<ReferralAsk['action']> = new Set([
  ...([
    'submit',
    'resubmit',
    'accept',
    'ask',
    'reply',
    'return',
    'depart',
    'admit',
    'reportOutcome',
    'close',
    'cancel',
    'treatHere',
    'undo',
  ] as const),
]);
/** Actions after which the advice that was asked for first has no object. */
const unadvised: ReadonlySet<ReferralAsk['action']> = new Set(['cancel', 'patientDeclines', 'enterInError']);
/** Actions that start no clock of the alliance's: the patient's own times hold. */
const clockless: ReadonlySet<ReferralAsk['action']> = new Set(['accept', 'depart', 'close', 'cancel', 'treatHere', 'undo']);
