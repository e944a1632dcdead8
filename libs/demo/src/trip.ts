import type { AnswerOf, AskOf, Route } from '@alliance/contracts/route';
import { activateTeam, issueTripLink, reportFromTrip } from '@alliance/contracts/trip.contract';
import { randomUUIDv7 } from 'node:crypto';

interface Visitor {
  ask<R extends Route>(route: R, input: AskOf<R>): Promise<AnswerOf<R>>;
}
const minute = 60_000;

/** Minutes ago, and what the crew of the demonstration measured then; invented. */
const measured = [
  {
    ago: 14,
    vitalSigns: { sbp: 102, dbp: 64, hr: 104, rr: 20, spo2: 94, consciousness: 'alert', on_oxygen: true },
    observations: ['chest_pain'],
  },
  { ago: 3, vitalSigns: { sbp: 112, dbp: 70, hr: 96, rr: 18, spo2: 96, consciousness: 'alert', on_oxygen: true }, observations: [] },
] as const;

/** The ambulance of the demonstration: its crew reports, expects to arrive in 22 minutes, and the team waits. */
export async function playTrip(referralId: string, sender: Visitor, physician: Visitor): Promise<void> {
  const { token } = await sender.ask(issueTripLink, { params: { id: referralId } });
  const now = Date.now();
  const at = (minutes: number) => new Date(now + minutes * minute).toISOString();
  for (const { ago, vitalSigns, observations } of measured)
    await sender.ask(reportFromTrip, {
      body: { token, id: randomUUIDv7(), kind: 'vital_signs', measuredAt: at(-ago), vitalSigns, observations: [...observations] },
    });
  await sender.ask(reportFromTrip, {
    body: { token, id: randomUUIDv7(), kind: 'estimated_arrival', measuredAt: at(-1), estimatedArrivalAt: at(22) },
  });
  await physician.ask(activateTeam, { params: { id: referralId }, body: { team: 'stemi' } });
}
