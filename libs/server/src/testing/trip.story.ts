import * as onCall from '@alliance/contracts/on-call.contract';
import * as trip from '@alliance/contracts/trip.contract';
import { requestOf, type AnswerOf, type AskOf, type Route } from '@alliance/contracts/route';
import type { Problem } from '@alliance/contracts/problem';
import { randomUUIDv7 } from 'node:crypto';
import { OnCallModule } from '../on-call/on-call.module.js';
import { NotificationWorkerModule } from '../notification/notification.module.js';
import { TripModule, TripWorkerModule } from '../trip/trip.module.js';
import { startApi, type Serving, type TestApi } from './app.js';
import { cloneDatabase, type TestDatabase } from './services.js';
import { someAddress } from './sign-in.story.js';
import { makeWorld, type World } from './world.js';

export const tripSlice: Serving = { features: [TripModule, OnCallModule], contracts: [trip, onCall] };
export const tripWork = [TripWorkerModule, NotificationWorkerModule];

interface Journey {
  readonly state: string;
  readonly urgency: string;
  readonly sex: string;
  readonly birthDate: string | null;
  readonly nextActionAt: Date;
  readonly arrivedAt: Date | null;
  readonly outside: boolean;
}

/** A referral of the county to the lead as it stands in the database, for what begins where the machine has been already. @returns its id */
export async function patientOnTheWay({ owner }: TestDatabase, world: World, more: Partial<Journey> = {}): Promise<string> {
  const journey = {
    ...{ state: 'in_transit', urgency: 'immediate', sex: 'female', birthDate: '1986-03-01', arrivedAt: null, outside: false },
    nextActionAt: new Date(Date.now() + 1_800_000),
    ...more,
  };
  const id = randomUUIDv7();
  const patientId = randomUUIDv7();
  await owner.query(`insert into patient (id, identifier_kind) values ($1, 'unknown_person')`, [patientId]);
  await owner.query(`insert into patient_relation (institution_id, patient_id, name, initials) values ($1, $2, '柳如烟', 'lry')`, [
    world.county.id,
    patientId,
  ]);
  await owner.query(
    `insert into referral (id, number, state, sender_id, sender_department_id, receiver_id, receiver_department_id, outside_name, outside_phone, custodian_id, service,
       urgency, patient_id, patient_name, patient_initials, patient_sex, patient_birth_date, reason, diagnosis_text, next_action_at, next_action_by,
       created_by, owner_id, submitted_at, arrived_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $4, 'emergency', $10, $11, '柳如烟', 'lry', $12, $13, '胸痛一小时', '急性心肌梗死', $14, 'receiver', $15, $15, now(), $16)`,
    [
      id,
      id.slice(-12),
      journey.state,
      world.county.id,
      world.county.departmentId,
      journey.outside ? null : world.lead.id,
      journey.outside ? null : world.lead.departmentId,
      journey.outside ? '邻省人民医院' : null,
      journey.outside ? '0999-120120' : null,
      journey.urgency,
      patientId,
      journey.sex,
      journey.birthDate,
      journey.nextActionAt,
      world.appointments['county.doctor'],
      journey.arrivedAt,
    ],
  );
  return id;
}

export interface Heard<R extends Route> {
  readonly status: number;
  readonly answer: AnswerOf<R>;
  readonly problem: Problem;
}
/** Somebody with a phone and no account. */
export async function fromThePhone<R extends Route>(api: TestApi, route: R, ask: AskOf<R>, address = someAddress()): Promise<Heard<R>> {
  const { method, path, body } = requestOf(route, ask);
  const reply = await api.app.inject({ method, url: `/api${path}`, payload: body as object, remoteAddress: address });
  const json: unknown = reply.json();
  return { status: reply.statusCode, answer: json as AnswerOf<R>, problem: json as Problem };
}

export const reportOf = (token: string, more: Partial<trip.ReportFromTrip> = {}): trip.ReportFromTrip => ({
  token,
  id: randomUUIDv7(),
  kind: 'vital_signs',
  measuredAt: new Date().toISOString(),
  ...(more.kind === undefined || more.kind === 'vital_signs' ? { vitalSigns: { sbp: 118, hr: 88, rr: 16, spo2: 97 } } : {}),
  ...more,
});

interface Happened {
  readonly data: Record<string, unknown>;
  readonly recipients: string[];
  readonly person_id: string | null;
  readonly version: number;
}

/** An API with a doctor on each side, and a crew without an account. */
export async function startTripStory() {
  const database = await cloneDatabase();
  const world = await makeWorld(database);
  const api = await startApi(database, tripSlice);
  const sender = await api.as('county.doctor');
  return {
    ...{ database, world, api, sender },
    receiver: await api.as('lead.doctor'),
    onTheWay: (more?: Partial<Journey>) => patientOnTheWay(database, world, more),
    issue: async (id: string) => (await sender.get(trip.issueTripLink, { params: { id } })).token,
    look: (token: string) => fromThePhone(api, trip.lookAtTrip, { body: { token } }),
    report: (body: trip.ReportFromTrip) => fromThePhone(api, trip.reportFromTrip, { body }),
    eventsOf: async (id: string, kind: string) =>
      (
        await database.owner.query<Happened>(
          'select data, recipients, person_id, version from event where subject_id = $1 and kind = $2 order by recorded_at',
          [id, kind],
        )
      ).rows,
    end: async () => {
      await api.close();
      await database.drop();
    },
  };
}
export type TripStory = Awaited<ReturnType<typeof startTripStory>>;
