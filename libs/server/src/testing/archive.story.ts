import * as archive from '@alliance/contracts/archive.contract';
import * as conversation from '@alliance/contracts/conversation.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import * as action from '@alliance/contracts/referral-action.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { expect } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ArchiveModule, ArchiveWorkerModule } from '../archive/archive.module.js';
import { ConversationModule } from '../conversation/conversation.module.js';
import { startApi, startWorker, type Person, type TestApi } from './app.js';
import { eventually } from './eventually.js';
import { referralSlice, referralWork, doctorSubmits } from './referral.story.js';
import { step, taken } from './referral-steps.js';
import { cloneDatabase, type TestDatabase } from './services.js';
import { makeWorld, type World } from './world.js';

/** An API, a worker and a world in which referrals end and are sealed. */
export interface ArchiveStory {
  readonly database: TestDatabase;
  readonly api: TestApi;
  readonly world: World;
  readonly doctor: Person;
  readonly coordinator: Person;
  readonly physician: Person;
  /** Sent, taken, treated and closed. */
  closed(more?: Partial<Record<string, unknown>>): Promise<ReferralView>;
  versions(who: Person, id: string, count: number): Promise<archive.ArchiveVersion[]>;
  bytes(who: Person, id: string, format: 'json' | 'pdf', version?: number): Promise<Buffer>;
  end(): Promise<void>;
}

export async function startArchiveStory(): Promise<ArchiveStory> {
  const database = await cloneDatabase();
  const world = await makeWorld(database);
  const api = await startApi(database, {
    features: [...referralSlice.features, ConversationModule, ArchiveModule],
    contracts: [...referralSlice.contracts, conversation, archive],
  });
  const worker: INestApplicationContext = await startWorker(database, [...referralWork, ArchiveWorkerModule]);
  const [doctor, coordinator, physician] = [await api.as('county.doctor'), await api.as('lead.coordinator'), await api.as('lead.doctor')];
  return {
    database,
    api,
    world,
    doctor,
    coordinator,
    physician,
    closed: async (more) => {
      const sent = await doctorSubmits(doctor, world, more);
      const accepted = await step(coordinator, action.acceptReferral, sent, taken);
      const arrived = await step(coordinator, journey.arriveReferral, accepted);
      const reported = await step(physician, ending.reportOutcome, arrived, {
        outcome: 'discharged_home',
        summary: '冠脉造影：左主干未见狭窄。',
      });
      return step(doctor, ending.closeReferral, reported);
    },
    versions: async (who, id, count) => {
      let items: archive.ArchiveVersion[] = [];
      await eventually(async () => {
        ({ items } = await who.get(archive.listArchiveVersions, { params: { id } }));
        expect(items).toHaveLength(count);
      }, 15_000);
      return items;
    },
    bytes: async (who, id, format, version) => {
      const reply = await api.app.inject({
        url: `/api/referrals/${id}/archive?format=${format}${version ? `&version=${version}` : ''}`,
        headers: who.headers,
      });
      expect(reply.statusCode).toBe(200);
      return reply.rawPayload;
    },
    end: async () => {
      await worker.close();
      await api.close();
      await database.drop();
    },
  };
}

/** As it stands now, for the next step. */
export const now = (who: Person, id: string): Promise<ReferralView> => who.get(getReferral, { params: { id } });
