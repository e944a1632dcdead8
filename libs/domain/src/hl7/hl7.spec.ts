import { describe, expect, it } from '@jest/globals';
import { acknowledgements } from './acknowledgement.js';
import { encodingOf, readHeader, refusedBecause } from './header.js';
import { momentOf } from './moment.js';
import { parseOru } from './parse-oru.js';
import { reportsIn } from './reports-in.js';

const msh = 'MSH|^~\\&|LIS|县医院|PORTAL|LEAD|20261121093000+0800||ORU^R01^ORU_R01|M1|P|2.5.1|||||CHN|UNICODE UTF-8';
const pid = 'PID|1||88120^^^县医院^MR~110105194912310029^^^公安部^NI||王^芳||19491231|F';
const segment = (name: string, fields: Readonly<Record<number, string>>) =>
  [name, ...Array.from({ length: Math.max(...Object.keys(fields).map(Number)) }, (_, at) => fields[at + 1] ?? '')].join('|');
const obr = segment('OBR', {
  ...{ 1: '1', 2: 'A1', 3: 'L2026-1^LIS', 4: 'XCG^血常规^L', 7: '20261121080000+0800', 22: '20261121093000+0800' },
  ...{ 24: '检验科', 25: 'F', 32: 'D02&刘&洋', 34: 'D01&陈&静' },
});
const obx = (n: number, more: string) => `OBX|${n}|${more}`;
const hgb = obx(1, 'NM|HGB^血红蛋白^L||128|g/L|115-150|N|||F||||||SLS^SLS法');
const message = (...segments: string[]) => [msh, pid, obr, ...segments].join('\r') + '\r';
const parse = (text: string, zone: string | null = null) => parseOru(text, zone);
const report = (text: string) => {
  const parsed = parse(text);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed;
};
const problems = (text: string, zone: string | null = null) => (parse(text, zone) as { problems: unknown }).problems;

describe('a report', () => {
  it('is read with its patient, times, people and results', () => {
    expect(report(message(hgb, 'SPM|1|||BLDV^静脉血'))).toEqual({
      ...{ number: 'L2026-1', state: 'final', title: '血常规', department: '检验科', reportedBy: '陈静', reviewedBy: '刘洋' },
      ...{ performedAt: '2026-11-21T08:00:00+08:00', issuedAt: '2026-11-21T09:30:00+08:00' },
      ...{ conclusion: null, studyUid: null, imagesAvailable: false },
      patient: { identifierKind: 'citizen_id', identifier: '110105194912310029', name: '王芳', sex: 'female', birthDate: '1949-12-31' },
      results: [
        {
          ...{
            code: 'HGB',
            name: '血红蛋白',
            loinc: false,
            value: 128,
            comparator: null,
            unit: 'g/L',
            method: 'SLS法',
            specimen: '静脉血',
          },
          ...{ referenceLow: null, referenceHigh: null, referenceText: '115-150', flag: 'normal', bodySite: null },
        },
      ],
    });
  });

  it.each([
    ['NM|K^钾^L||4.1|mmol/L', { value: 4.1, comparator: null }],
    ['NM|K^钾^L||＜0.01|mmol/L', { value: 0.01, comparator: '<' }],
    ['NM|K^钾^L||1.2e3|1', { value: 1200, comparator: null }],
    ['SN|K^钾^L||>=^60|mL/min', { value: 60, comparator: '>=' }],
    ['SN|K^钾^L||^1^:^128|', { value: '1:128', comparator: null }],
    ['SN|K^钾^L||^3^-^5|/HP', { value: '3-5', comparator: null }],
    ['ST|K^尿蛋白^L||+-|', { value: '+-', comparator: null }],
    ['CE|K^血型^L||A^A型^L|', { value: 'A型', comparator: null }],
    ['CWE|K^血型^L||A|', { value: 'A', comparator: null }],
    ['TX|K^所见^L||一~二|', { value: '一\n二', comparator: null }],
    ['FT|K^所见^L||一\\.br\\二\\T\\三\\F\\\\S\\\\R\\\\E\\|', { value: '一\n二&三|^~\\', comparator: null }],
    ['ST|K^所见^L||\\XE8A180\\清 \\Z9\\ a\\b|', { value: '血清 \\Z9\\ a\\b', comparator: null }],
    ['NM|K^钾^L|||mmol/L', { value: null, comparator: null }],
  ])('a value %s', (fields, value) => expect(report(message(obx(1, fields))).results[0]).toMatchObject(value));

  it.each([
    ['NM|K^钾^L||溶血|mmol/L|||||F', 'value_invalid', 'OBX[2].5'],
    ['NM|K^钾^L||4.1~4.2|mmol/L|||||F', 'value_invalid', 'OBX[2].5'],
    ['SN|K^钾^L||^a|mmol/L|||||F', 'value_invalid', 'OBX[2].5'],
    ['ZZ|K^钾^L||4.1|mmol/L|||||F', 'field_invalid', 'OBX[2].2'],
    ['|K^钾^L||4.1|mmol/L|||||F', 'field_missing', 'OBX[2].2'],
    ['NM|||4.1|mmol/L|||||F', 'field_missing', 'OBX[2].3'],
    ['NM|K^钾^L||4.1|mmol/L|||||Q', 'field_invalid', 'OBX[2].11'],
  ])('%s is a problem with its place', (fields, problem, at) => expect(problems(message(hgb, obx(2, fields)))).toEqual([{ problem, at }]));

  it.each([
    ['HH', 'critical_high'],
    ['L', 'low'],
    ['AA~H', 'critical'],
    ['↑', 'high'],
    ['S', null],
    ['', null],
  ])('flag %s is %s', (flag, found) => expect(report(message(obx(1, `NM|K^钾^L||4|mmol/L||${flag}|||F`))).results[0]?.flag).toBe(found));

  it('a LOINC code is one wherever it stands', () => {
    const results = report(
      message(
        obx(1, 'NM|718-7^Hb^LN||1|g/L|||||F'),
        obx(2, 'NM|HGB^血红蛋白^L^718-7^Hb^LN||1|g/L|||||F'),
        obx(3, 'NM|HGB^血红蛋白^99LIS||1|g/L|||||F'),
      ),
    ).results;
    expect(results.map(({ code, loinc }) => [code, loinc])).toEqual([['718-7', true], ['718-7', true], ['HGB', false]]); // prettier-ignore
  });

  it('pictures: the conclusion stands apart, the study has its number, lines of one text are one text', () => {
    const text = message(
      obx(1, 'TX|SJ^影像所见^L||双肺纹理清晰。||||||F'),
      obx(2, 'TX|SJ^影像所见^L||心影不大。||||||F'),
      obx(3, 'TX|18782-3^诊断意见^LN||未见异常。||||||F'),
      obx(4, 'ST|113014^Study^DCM||1.2.840.1||||||F'),
      'NTE|1||请结合临床',
    );
    expect(report(text)).toMatchObject({
      ...{ conclusion: '未见异常。\nStudy：请结合临床', studyUid: '1.2.840.1', imagesAvailable: true },
      results: [{ code: 'SJ', value: '双肺纹理清晰。\n心影不大。' }],
    });
    expect(report(message(obx(1, 'TX|GDT^诊断^L||未见异常。||||||F')))).toMatchObject({
      conclusion: '未见异常。',
      results: [{ code: 'XCG', name: '血常规', value: null }],
    });
  });

  it.each([
    ['F', 'F', 'F', 'final'],
    ['F', 'F', 'P', 'preliminary'],
    ['F', 'C', 'F', 'corrected'],
    ['C', 'F', 'F', 'corrected'],
    ['P', 'F', 'F', 'preliminary'],
    ['F', 'W', 'F', 'corrected'],
    ['F', 'W', 'W', 'revoked'],
    ['X', 'F', 'F', 'revoked'],
    ['', 'F', 'F', 'final'],
  ])('order %s, observations %s and %s: %s', (order, first, second, state) => {
    const text = message(obx(1, `NM|A^a^L||1|g/L|||||${first}`), obx(2, `NM|B^b^L||1|g/L|||||${second}`)).replace(
      '检验科|F|',
      `检验科|${order}|`,
    );
    expect(parse(text)).toMatchObject({ state });
  });
  it('whose state nobody says is a problem', () => {
    const text = message(obx(1, 'NM|A^a^L||1|g/L')).replace('检验科|F|', '检验科||');
    expect(problems(text)).toEqual([{ problem: 'field_missing', at: 'OBR[1].25' }]);
  });
});

describe('a patient', () => {
  const patient = (fields: string) => parse([msh, `PID|1||${fields}`, obr, hgb].join('\n'));
  it.each([
    ['110105194912310029^^^^NNCHN||张三', 'citizen_id', '张三'],
    ['110105194912310029^^^^身份证||欧阳^娜', 'citizen_id', '欧阳娜'],
    ['110105194912310029||Zhang^San~张^三^^^^^L^I', 'citizen_id', '张三'],
    ['E1234567^^^^PPN||SMITH^JOHN', 'passport', 'SMITH JOHN'],
    ['X1^^^^PRC||张^三', 'residence_permit', '张三'],
    ['H1^^^^NNHKG||陈^大文', 'other', '陈大文'],
  ])('%s', (fields, identifierKind, name) => expect(patient(fields)).toMatchObject({ patient: { identifierKind, name } }));
  it('with a number of the hospital alone, without a name or with an impossible birthday is a problem', () => {
    expect(problems([msh, 'PID|1||88120^^^县医院^MR||||19491331', obr, hgb].join('\r'))).toEqual([
      { problem: 'patient_unknown', at: 'PID[1].3' },
      { problem: 'field_missing', at: 'PID[1].5' },
      { problem: 'field_invalid', at: 'PID[1].7' },
    ]);
    expect(problems([msh, obr, hgb].join('\r'))).toEqual([{ problem: 'field_missing', at: 'PID' }]);
  });
});

describe('a moment', () => {
  it.each([
    ['20261121080000+0800', null, { at: '2026-11-21T08:00:00+08:00' }],
    ['202611210800-0330', null, { at: '2026-11-21T08:00:00-03:30' }],
    ['20261121080000.1234', 'Asia/Shanghai', { at: '2026-11-21T08:00:00+08:00' }],
    ['19900615120000', 'Asia/Shanghai', { at: '1990-06-15T12:00:00+09:00' }],
    ['20261121080000', null, 'time_without_zone'],
    ['20261121', 'Asia/Shanghai', 'time_without_zone'],
    ['20261321080000+0800', null, 'time_invalid'],
    ['20261121080000+1599', null, 'time_invalid'],
    ['morgen', 'Asia/Shanghai', 'time_invalid'],
    ['', 'Asia/Shanghai', 'field_missing'],
  ])('%s under %s', (text, zone, found) => expect(momentOf(text, zone)).toEqual(found));
  it('without a zone waits with its place, unless the hospital agreed to one', () => {
    const text = message(hgb).replaceAll('+0800', '');
    expect(problems(text)).toEqual([
      { problem: 'time_without_zone', at: 'OBR[1].7' },
      { problem: 'time_without_zone', at: 'OBR[1].22' },
    ]);
    expect(parse(text, 'Asia/Shanghai')).toMatchObject({ performedAt: '2026-11-21T08:00:00+08:00' });
  });
});

describe('several reports in a message', () => {
  const second = obr.replace('L2026-1', 'L2026-2').replace('血常规', '生化');
  it('are one part for each number, each with header and patient', () => {
    const text = [
      msh,
      pid,
      'ORC|RE',
      obr,
      hgb,
      second,
      obx(1, 'NM|K^钾^L||4|mmol/L|||||F'),
      obr,
      obx(2, 'NM|WBC^白细胞^L||5|10^9/L|||||F'),
    ].join('\r');
    const parts = reportsIn(text, 'M1');
    expect(parts.map(({ controlId }) => controlId)).toEqual(['M1', 'M1#2']);
    expect(parts.map(({ text: part }) => report(part)).map(({ number, results }) => [number, results.map(({ code }) => code)])).toEqual([
      ['L2026-1', ['HGB', 'WBC']],
      ['L2026-2', ['K']],
    ]);
  });
  it('a message with one is its own part, word for word', () => {
    const text = message(hgb);
    expect(reportsIn(text, 'M1')).toEqual([{ controlId: 'M1', text }]);
    expect(reportsIn('noise', 'x')).toEqual([{ controlId: 'x', text: 'noise' }]);
  });
});

describe('header and answer', () => {
  const header = readHeader(message(hgb));
  if (!header) throw new Error('no header');
  it('says who sends what', () => {
    expect(header).toMatchObject({
      sendingApplication: 'LIS',
      sendingFacility: '县医院',
      kind: 'ORU^R01',
      controlId: 'M1',
      version: '2.5.1',
    });
    expect(readHeader('PID|1')).toBeUndefined();
    expect(readHeader('MSH')).toBeUndefined();
    expect(readHeader('MSH||||')).toBeUndefined();
  });
  it.each([
    [{}, undefined],
    [{ kind: 'ADT^A01' }, 'MSH[1].9'],
    [{ controlId: '' }, 'MSH[1].10'],
    [{ processing: 'T' }, 'MSH[1].11'],
    [{ version: '2.2' }, 'MSH[1].12'],
    [{ version: '3' }, 'MSH[1].12'],
  ])('%j is refused at %s', (more, at) => expect(refusedBecause({ ...header, ...more })?.at).toBe(at));
  it.each([
    ['', 'gb18030', 'gb18030'],
    ['UNICODE UTF-8', 'gb18030', 'utf-8'],
    ['GB 18030-2000', 'utf-8', 'gb18030'],
    ['GBK', 'utf-8', 'gb18030'],
    ['8859/1', 'utf-8', 'latin1'],
    ['JIS', 'utf-8', undefined],
  ] as const)('charset %s', (name, agreed, encoding) => expect(encodingOf(name, agreed)).toBe(encoding));

  const ask = { problems: [{ problem: 'value_invalid', at: 'OBX[3].5' }], at: '20261121080000+0000', id: 'A1' } as const;
  const answers = (more: object, outcome: 'accepted' | 'error' | 'rejected') =>
    acknowledgements({ ...header, ...more }, { ...ask, outcome });
  it('the original mode answers once, with the place of the error', () => {
    const [answer = '', ...further] = answers({}, 'error');
    expect(further).toEqual([]);
    expect(answer.split('\r')).toEqual([
      'MSH|^~\\&|PORTAL|LEAD|LIS|县医院|20261121080000+0000||ACK^R01^ACK|A1|P|2.5.1||||||UNICODE UTF-8',
      'MSA|AE|M1|value_invalid OBX[3].5',
      'ERR||OBX^3^5|102^Data type error^HL70357|E|value_invalid^value_invalid^L||OBX[3].5',
      '',
    ]);
    expect(answers({}, 'accepted')[0]).toContain('\rMSA|AA|M1|\r');
    expect(answers({ version: '2.3.1' }, 'rejected')[0]).toContain('\rERR|OBX^3^5^102&Data type error&HL70357\r');
  });
  it.each([
    ['AL', 'NE', 'accepted', ['CA']],
    ['AL', 'AL', 'error', ['CE', 'AE']],
    ['ER', 'SU', 'accepted', ['AA']],
    ['ER', 'ER', 'rejected', ['CR', 'AR']],
    ['NE', 'NE', 'error', []],
    ['UNICODE UTF-8', '', 'error', ['AE']],
  ] as const)('the enhanced mode with %s and %s: %s', (acceptWanted, applicationWanted, outcome, found) =>
    expect(answers({ acceptWanted, applicationWanted }, outcome).map((answer) => /MSA\|(..)/.exec(answer)?.[1])).toEqual(found),
  );
  it('without a header it answers still', () => expect(acknowledgements(null, { ...ask, outcome: 'error' })[0]).toContain('MSA|AE||'));
  it('what stands in the header cannot write segments of the answer', () => {
    const [answer = ''] = acknowledgements(
      { ...header, controlId: 'a\rERR|x', sendingApplication: 'b|c^d' },
      { ...ask, outcome: 'accepted' },
    );
    expect(answer.split('\r')).toHaveLength(3);
  });
});
