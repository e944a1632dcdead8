import type { IncomingPatient, Problem } from '../recognition/incoming-report.js';
import type { Reading, Segment } from './message.js';
import { dateOf } from './moment.js';

type Kind = IncomingPatient['identifierKind'];

/** Table 0203; `NN` with a country is a national number of that country, of which only China's is a citizen number here. */
const kinds: readonly [kind: Kind, code: RegExp][] = [
  ['citizen_id', /^(NI|NN|NNCHN|NNCN|SFZ|SFZH|IDCARD|ID_CARD|身份证号?|居民身份证)$/i],
  ['passport', /^(PPN|PPT|PASSPORT|护照)$/i],
  ['residence_permit', /^(PRC|PR|GATJZZ|居住证|永居证)$/i],
  ['other', /^(TEP|HMTXZ|NN[A-Z]{2,3}|港澳通行证|台胞证)$/i],
];
const ministry = /^(MPS|GAB|公安部)$/i;
const looksLikeCitizenId = /^\d{17}[\dXx]$/;

/** PID: who it is by a number that holds outside of the hospital. A number of the hospital's own (MR, PI, VN) is nobody's name. */
export function patientOf(reading: Reading): IncomingPatient | { readonly problems: readonly Problem[] } {
  const pid = reading.first('PID');
  if (!pid) return { problems: [{ problem: 'field_missing', at: 'PID' }] };
  const number = numberOf(reading, pid);
  const name = nameOf(reading, pid);
  const born = reading.text(pid, 7);
  const birthDate = born ? dateOf(born) : null;
  const problems: Problem[] = [
    ...(number ? [] : [{ problem: 'patient_unknown' as const, at: 'PID[1].3' }]),
    ...(name ? [] : [{ problem: 'field_missing' as const, at: 'PID[1].5' }]),
    ...(birthDate === undefined ? [{ problem: 'field_invalid' as const, at: 'PID[1].7' }] : []),
  ];
  if (!number || birthDate === undefined || problems.length) return { problems };
  return { ...number, name, sex: sexes[reading.text(pid, 8).toUpperCase()] ?? 'unknown', birthDate };
}

function numberOf(reading: Reading, pid: Segment): Pick<IncomingPatient, 'identifierKind' | 'identifier'> | undefined {
  const said = reading.repetitions(pid, 3).map((one) => ({
    identifier: reading.component(one, 1),
    authority: reading.subcomponent(one, 4, 1),
    code: reading.component(one, 5),
  }));
  for (const [identifierKind, code] of kinds) {
    const found = said.find((one) => one.identifier && code.test(one.code));
    if (found) return { identifierKind, identifier: found.identifier };
  }
  // without a type: who issued it, or that it can be nothing else; PID-19 was the citizen number of older versions
  const plain = [...said.filter(({ code }) => !code), { identifier: reading.text(pid, 19), authority: '', code: '' }];
  const citizen = plain.find(({ identifier, authority }) => ministry.test(authority) || looksLikeCitizenId.test(identifier));
  return citizen?.identifier ? { identifierKind: 'citizen_id', identifier: citizen.identifier } : undefined;
}

const han = /\p{Script=Han}/u;
/** `张^三` and `张三` are 张三; of several spellings the one in ideographs (XPN-8 `I`). */
function nameOf(reading: Reading, pid: Segment): string {
  const spelled = reading.repetitions(pid, 5).map((one) => {
    const [family, given, further] = [reading.subcomponent(one, 1, 1), reading.component(one, 2), reading.component(one, 3)];
    const parts = [family, given, further].filter(Boolean);
    return { name: parts.join(parts.some((part) => han.test(part)) ? '' : ' '), form: reading.component(one, 8) };
  });
  const [first] = spelled;
  return (spelled.find(({ form }) => form === 'I') ?? spelled.find(({ name }) => han.test(name)) ?? first)?.name ?? '';
}

/** Table 0001 and GB/T 2261.1. */
const sexes: Readonly<Record<string, IncomingPatient['sex']>> = {
  ...{ M: 'male', F: 'female', O: 'other', A: 'other', 1: 'male', 2: 'female', 男: 'male', 女: 'female' },
};
