// Two hundred rooms of three on two API processes: coming in, hearing of the others, pointing. Nothing may get lost on the way between the two.
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './bars.mjs';
import { Browser, seedRooms } from './room-people.mjs';

const count = 200;
const pointsPerSecond = 5;
const seconds = 10;
const now = () => performance.timeOrigin + performance.now();

export async function measureRooms({ owner, portal, report, say }) {
  const rooms = await seedRooms(owner, count);
  const apis = [await portal.api('rooms-one'), await portal.api('rooms-two')];
  const about = `${count} rooms, ${count * 3} sockets, two processes`;
  const browsers = rooms.flatMap((room, n) =>
    room.people.map((person, at) => Object.assign(new Browser(room, person), { api: (n + at) % 2 })),
  );
  try {
    const joins = await inTurns(browsers, 8, (browser) => browser.enter(apis[browser.api].url));
    say(`${browsers.length} sockets inside`);
    both(report, `${about}: token and entrance, eight at a time`, joins, { atMost: 500 });

    const hands = await inTurns(rooms, 8, (room) => raised(browsers.filter((one) => one.room === room)));
    report.tell(`${about}: presences that were lost`, hands.filter((took) => took === null).length, '', { atMost: 0 });
    both(
      report,
      `${about}: a hand until the others hear`,
      hands.filter((took) => took !== null),
      { atMost: 250 },
    );

    await pointing(report, about, browsers);
    await sleep(3_000); // the places are looked after meanwhile
    const { rows } = await owner.query(
      `select count(*) filter (where away_at is null and left_at is null)::int as here, (select count(*)::int from room_visit) as visits from room_seat`,
    );
    report.tell(`${about}: seats whose line is up`, rows[0].here, '', { atLeast: browsers.length });
    report.tell(`${about}: visits`, rows[0].visits, '', { atMost: browsers.length });
  } finally {
    browsers.forEach(({ socket }) => socket?.disconnect());
    for (const api of apis) await portal.end(api);
  }
}

/** The first of a room raises a hand. @returns milliseconds until the last of the others heard; null: somebody did not */
async function raised([first, ...others]) {
  const began = now();
  const { version } = await first.ask('POST', 'room/raiseHand');
  const told = (one) => one.presence.find((heard) => heard.version >= version && heard.at >= began);
  for (const limit = now() + 5_000; now() < limit; await sleep(20))
    if (others.every(told)) return Math.max(...others.map((one) => told(one).at)) - began;
  return null;
}

async function pointing(report, about, browsers) {
  const pointers = browsers.filter((_, n) => n % 3 === 0);
  const sent = new Map();
  const total = pointsPerSecond * seconds;
  for (let n = 0; n < total; n++) {
    const until = now() + 1_000 / pointsPerSecond;
    for (const [at, browser] of pointers.entries()) {
      sent.set(`${browser.room.id} ${n}`, now());
      browser.point(n / total);
      if (at % 20 === 19) await sleep(0);
    }
    await sleep(Math.max(0, until - now()));
  }
  await sleep(2_000);
  const heard = browsers
    .filter((_, n) => n % 3 !== 0)
    .flatMap(({ room, pointers: seen }) => seen.map(({ y, at }) => at - sent.get(`${room.id} ${Math.round(y * total)}`)));
  const name = `${about}, ${pointers.length * pointsPerSecond} pointer positions/s`;
  report.tell(`${name}: positions that were lost, of ${pointers.length * total * 2}`, pointers.length * total * 2 - heard.length, '', {
    atMost: 0,
  });
  both(report, `${name}: until the others see`, heard, { atMost: 250 });
}

function both(report, about, took, bar) {
  report.tell(`${about}: p50`, percentile(took, 50), 'ms');
  report.tell(`${about}: p99`, percentile(took, 99), 'ms', bar);
}

/** So many at a time. */
async function inTurns(items, width, work) {
  const results = [];
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = waiting.shift(); item; item = waiting.shift()) results.push(await work(item));
    }),
  );
  return results;
}
