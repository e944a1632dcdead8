import * as down from '@alliance/contracts/down-candidate.contract';
import {
  getCareFacts,
  listDownCandidates,
  recordCareFacts,
  type CandidateList,
  type CareFacts,
} from '@alliance/contracts/down-candidate.contract';
import * as machine from '@alliance/contracts/machine.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import { arriveReferral, admitReferral } from '@alliance/contracts/referral-journey.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import { DownTransferModule, DownTransferWorkerModule } from '../down-transfer/down-transfer.module.js';
import { MachineModule } from '../machine/machine.module.js';
import type { Person, Serving } from './app.js';
import { step, taken } from './referral-steps.js';
import { doctorSubmits, referralSlice, referralWork } from './referral.story.js';
import type { World } from './world.js';

export const downSlice: Serving = {
  features: [...referralSlice.features, MachineModule, DownTransferModule],
  contracts: [...referralSlice.contracts, machine, down],
};
export const downWork = [...referralWork, DownTransferWorkerModule];

/** A patient of the county hospital whom the lead hospital has taken in. */
export async function inCare(county: Person, lead: Person, world: World, more: object = {}): Promise<ReferralView> {
  const sent = await doctorSubmits(county, world, { service: 'inpatient', ...more });
  const accepted = await step(lead, act.acceptReferral, sent, taken);
  return step(lead, admitReferral, await step(lead, arriveReferral, accepted));
}

export const factsOf = (who: Person, { id }: { id: string }): Promise<CareFacts> => who.get(getCareFacts, { params: { id } });

/** Records on the version that stands now. */
export async function records(who: Person, { id }: { id: string }, facts: GivenFacts, takeBack: string[] = []): Promise<CareFacts> {
  const { version } = await factsOf(who, { id });
  return who.get(recordCareFacts, { params: { id }, body: { version, facts: facts as never, takeBack } });
}

export const lists = async (who: Person, verdict: CandidateList, more: { departmentId?: string } = {}) =>
  (await who.get(listDownCandidates, { query: { verdict, limit: 100, ...more } })).items;
export const listed = async (who: Person, verdict: CandidateList) => (await lists(who, verdict)).map(({ referralId }) => referralId);
