// The API is killed during a session: everybody is back in the same place within ten seconds, and what was written is there.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, seedRooms } from '../bench/room-people.mjs';

export async function killedRoom({ owner, portal, report, short }) {
  const [room] = await seedRooms(owner, 1);
  const apis = [await portal.api('room-one'), await portal.api('room-two')];
  const browsers = room.people.map((person) => new Browser(room, person));
  for (const [at, browser] of browsers.entries()) await browser.enter(apis[at % 2].url);
  const [doctor, , expert] = browsers;
  await doctor.ask('POST', 'room/raiseHand');
  await expert.ask('POST', 'room/mute', 200, { participantId: browsers[1].participantId, what: 'audio' });
  const written = [];
  const times = [];
  const kills = short ? 2 : 6;
  const about = 'kill -9 of the API during a session';
  for (let n = 0; n < kills; n++) {
    const dying = apis[n % 2];
    const alive = apis[(n + 1) % 2];
    const text = `${n} ${randomUUID()}`;
    await write(doctor, text);
    written.push(text);
    const began = performance.now();
    await portal.end(dying, 'SIGKILL');
    await Promise.all(browsers.filter(({ url }) => url === dying.url).map((browser) => back(browser, alive.url)));
    await everybodyHears(browsers);
    times.push(performance.now() - began);
    apis[n % 2] = await portal.api(`room-${n}`, { port: dying.port });
    // as a load balancer would: not everybody ends on one process
    await browsers[n % 3].enter(apis[n % 2].url);
  }
  report.tell(`${about}: everybody in place and heard, slowest of ${kills}`, Math.max(...times), 'ms', { atMost: 10_000 });
  const { participants } = await doctor.ask('GET', 'room');
  const kept =
    participants.filter(({ presence }) => presence === 'here').length === 3 &&
    participants.some(({ id, handRaisedAt }) => id === doctor.participantId && handRaisedAt) &&
    participants.some(({ id, mutedAudio }) => id === browsers[1].participantId && mutedAudio);
  report.tell(`${about}: hand, silence and places kept`, Number(kept), '', { atLeast: 1 });
  const { items } = await doctor.ask('GET', 'room/messages');
  report.tell(
    `${about}: acknowledged messages that are missing`,
    written.filter((text) => !items.some((one) => one.text === text)).length,
    '',
    {
      atMost: 0,
    },
  );
  const { rows } = await owner.query('select count(*)::int as seats from room_seat where consultation_id = $1', [room.id]);
  report.tell(`${about}: seats`, rows[0].seats, '', { atMost: 3 });
  browsers.forEach(({ socket }) => socket.disconnect());
  for (const api of apis) await portal.end(api);
}

const write = (browser, text) => browser.ask('POST', 'room/messages', 201, { id: randomUUID(), text });

/** As the page does: another process, another token. */
async function back(browser, url) {
  for (const limit = Date.now() + 15_000; Date.now() < limit; await sleep(100))
    if (await browser.enter(url).then(Boolean, () => false)) return;
  throw new Error('nobody let the browser in again');
}

async function everybodyHears(browsers) {
  const before = browsers.map(({ pointers }) => pointers.length);
  for (const limit = Date.now() + 15_000; Date.now() < limit; await sleep(100)) {
    browsers.forEach((browser) => browser.point(0.5));
    await sleep(50);
    if (browsers.every(({ pointers }, at) => pointers.length >= before[at] + 2)) return;
  }
  throw new Error('a pointer is not seen by everybody');
}
