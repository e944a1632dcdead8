// Two hundred patients of one hospital leave in one command: how long it takes, how long others wait meanwhile, and what repeating it costs.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './bars.mjs';
import { doctorOf, headersOf, idOf } from './people.mjs';

const many = 200;
const sender = 3;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
let people = 0;

/** A number with a right check character in a district that does not exist: nobody's. */
function inventedNumber() {
  const n = people++;
  const digits = `990107${1950 + (n % 50)}0101${String(Math.floor(n / 50)).padStart(3, '0')}`;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'[sum % 11];
}

/** Every second one has a number, the others are unknown and named by the hospital. */
const patientOf = (_, i) => ({
  key: String(i + 1),
  label: `Bed ${i + 1}`,
  person:
    i % 2
      ? { name: `Invented ${i}`, sex: 'unknown', identifierKind: 'citizen_id', identifier: inventedNumber() }
      : { sex: 'male', identifierKind: 'unknown_person', estimatedAge: 40 },
  diagnosisText: 'Pneumonia',
});
const group = () => ({
  ...{ id: randomUUID(), kind: 'ward_closure', explanation: 'Invented: the ward closes', service: 'inpatient', urgency: 'urgent' },
  ...{ receiverId: idOf('institution', 1), receiverDepartmentId: idOf('department', 1), transport: 'ambulance' },
  ...{ reviewer: 'Dr Invented', consentGiver: 'patient', patients: Array.from({ length: many }, patientOf) },
});

export async function measureBatch({ portal, report, rounds, settle, say }) {
  const worker = await portal.worker('batch-worker');
  const api = await portal.api('batch');
  const headers = headersOf(doctorOf(sender));
  const send = async (body) => {
    const begin = performance.now();
    const reply = await fetch(`${api.url}/api/referral-batches`, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = await reply.json();
    const took = performance.now() - begin;
    if (!reply.ok) throw new Error(`the group was refused: ${JSON.stringify(answer)}`);
    const sent = answer.patients.filter(({ referral }) => referral).length;
    if (sent !== many) throw new Error(`${sent} of ${many} were sent: ${JSON.stringify(answer.patients.find(({ refused }) => refused))}`);
    return took;
  };
  const [first, again, waits] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    const body = group();
    const others = waitsOf(`${api.url}/api/patients?query=Invented`, headersOf(doctorOf(sender + 1)));
    first.push(await send(body));
    waits.push(await others.end());
    again.push(await send(body));
    await settle();
  }
  await portal.end(api);
  await portal.end(worker);
  say(`${rounds} groups of ${many} patients`);
  report.tell(`${many} patients in one command`, Math.max(...first), 'ms', { atMost: 5_000 });
  report.tell(`${many} patients in one command: median`, median(first), 'ms');
  report.tell(`${many} patients, the same command again`, median(again), 'ms');
  report.tell('longest wait of another hospital meanwhile', Math.max(...waits), 'ms');
}

/** Asks again and again as somebody else. @returns the longest wait in ms */
function waitsOf(url, headers) {
  let over = false;
  const asking = (async () => {
    let longest = 0;
    while (!over) {
      const begin = performance.now();
      const reply = await fetch(url, { headers });
      await reply.text();
      if (!reply.ok) throw new Error(`another hospital was refused: ${reply.status}`);
      longest = Math.max(longest, performance.now() - begin);
      await sleep(20);
    }
    return longest;
  })();
  return {
    end: () => {
      over = true;
      return asking;
    },
  };
}
