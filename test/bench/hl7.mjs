// Results by HL7 v2: how many messages a second are filed and answered after their commit, sent by eight connections of eight hospitals.
import { registerSystems, framed, oru, sendAll, startListener } from './hl7-engine.mjs';

export async function measureHl7({ owner, portal, report, say, seconds = 30 }) {
  const systems = await registerSystems(owner, 8);
  const listener = await startListener(portal, 'hl7-bench');
  const answers = new Map();
  let sent = 0;
  const began = Date.now();
  const isOver = () => Date.now() - began > seconds * 1000;
  await Promise.all(
    systems.map((system) =>
      sendAll(
        listener.port,
        () => (isOver() ? undefined : { id: ++sent, frame: framed(oru(system, `B${began}-${sent}`, sent)) }),
        (_, code) => answers.set(code, (answers.get(code) ?? 0) + 1),
      ),
    ),
  );
  const took = (Date.now() - began) / 1000;
  say(`${sent} messages of HL7 in ${took.toFixed(1)} s: ${[...answers].map(([code, many]) => `${code} ${many}`).join(', ')}`);
  const { rows } = await owner.query('select count(*)::int as filed from diagnostic_report where number like $1', [`B${began}-%`]);
  report.tell('HL7: messages a second, answered after the commit', (answers.get('AA') ?? 0) / took, '/s', { atLeast: 500 });
  report.tell('HL7: answered AA and not filed', Math.abs((answers.get('AA') ?? 0) - rows[0].filed), '', { atMost: 0 });
  await portal.end(listener);
}
