// The portal's own service without HTTP: what one process does when nothing has to be parsed, checked or written out.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { idOf, personOf, receiverOf, senderOf } from '../people.mjs';

// The built code, by address: an import by name would make the tests a user of the server's sources, which the walls forbid.
const built = (path) => import(new URL(`../../../${path}.js`, import.meta.url).href);
const { readConfig } = await built('libs/server/dist/platform/config/config');
const { withRequest } = await built('libs/server/dist/platform/http/request-context');
const { ReferralService } = await built('libs/server/dist/referral/referral.service');
const { AppModule } = await built('apps/api/dist/app.module');

const app = await NestFactory.createApplicationContext(AppModule.with(readConfig()), { logger: ['error'] });
const service = app.get(ReferralService, { strict: false });

const asks = {
  draft: () => ({ action: 'submit' }),
  waiting: () => ({
    action: 'accept',
    arriveBy: new Date(Date.now() + 3_600_000),
    place: 'Ward 3',
    phone: null,
    physician: null,
    bedRoute: null,
  }),
};

function act(kind, i) {
  const [sender, receiver] = [senderOf(i), receiverOf(i)];
  const person = personOf(kind, sender, receiver);
  const [institution, role] = kind === 'draft' ? [sender, 'doctor'] : [receiver, 'coordinator'];
  const actor = {
    personId: idOf('person', person),
    appointmentId: idOf('appointment', person),
    institutionId: idOf('institution', institution),
    role,
  };
  const request = { requestId: randomUUID(), idempotencyKey: randomUUID(), fingerprint: `POST ${i}` };
  return withRequest(request, () => service.act(actor, idOf(kind, i), 2, asks[kind]()));
}

process.on('message', async ({ kind, first, count, connections }) => {
  let next = first;
  const began = performance.now();
  const one = async () => {
    while (next < first + count) await act(kind, next++);
  };
  try {
    await Promise.all(Array.from({ length: connections }, one));
    process.send({ perSecond: (count * 1000) / (performance.now() - began) });
  } catch (error) {
    process.send({ error: String(error.stack) });
  }
});
process.send('ready');
