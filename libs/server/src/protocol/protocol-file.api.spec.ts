import { attachProtocolFile, downloadProtocolFile, getProtocol } from '@alliance/contracts/protocol.contract';
import type { ProtocolView } from '@alliance/contracts/protocol.schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { refusalOf } from '../testing/person.story.js';
import {
  academic,
  clearStage,
  freshCode,
  pressureContent,
  publishes,
  setStage,
  starts,
  type ProtocolStage,
} from '../testing/protocol.story.js';

let stage: ProtocolStage;
let protocol: ProtocolView;
beforeAll(async () => {
  stage = await setStage();
  protocol = await starts(stage.author, stage.allianceId);
});
afterAll(() => clearStage(stage));

const pdf = (name = '随访表.pdf') =>
  new File([Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')], name, { type: 'application/pdf' });
const attach = (id: string, file = pdf()) => ({ params: { id }, body: { file } });

describe('documents of a protocol', () => {
  it('are added by its authors, once per request, and read back as they were', async () => {
    const sender = stage.author.with({ 'idempotency-key': newId() });
    const file = await sender.get(attachProtocolFile, attach(protocol.id));
    expect(file).toMatchObject({ name: '随访表.pdf', mediaType: 'application/pdf', by: 'lead.author' });
    expect(await sender.get(attachProtocolFile, attach(protocol.id))).toEqual(file);
    expect((await stage.second.get(getProtocol, { params: { id: protocol.id } })).files).toEqual([file]);
    const { headers, answer } = await stage.second.ask(downloadProtocolFile, { params: { id: file.id } });
    expect(
      Buffer.from(answer as Buffer)
        .subarray(0, 8)
        .toString(),
    ).toBe('%PDF-1.7');
    expect(headers).toMatchObject({
      'content-security-policy': 'sandbox',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('随访表.pdf')}`,
    });
  });

  it('reach the members with the version that links to them, and nobody outside', async () => {
    const { author, second, countyDoctor, outsider, allianceId } = stage;
    const { id } = await starts(author, allianceId);
    const linked = await author.get(attachProtocolFile, attach(id, pdf('linked.pdf')));
    const loose = await author.get(attachProtocolFile, attach(id, pdf('loose.pdf')));
    expect(await refusalOf(countyDoctor, downloadProtocolFile, { params: { id: linked.id } })).toBe('404 access.not_found');
    const runs = [{ text: '随访表', link: `file:${linked.id}` }];
    const content = pressureContent(freshCode(), 180, { sections: [{ kind: 'follow_up', blocks: [{ kind: 'paragraph', runs }] }] });
    await publishes(author, second, { id, n: '1', version: 1 }, content);
    expect((await countyDoctor.get(getProtocol, { params: { id } })).files.map(({ name }) => name)).toEqual(['linked.pdf']);
    expect((await author.get(getProtocol, { params: { id } })).files.map(({ name }) => name)).toEqual(['linked.pdf', 'loose.pdf']);
    expect(await refusalOf(countyDoctor, downloadProtocolFile, { params: { id: linked.id } })).toBe(200);
    expect(await refusalOf(countyDoctor, downloadProtocolFile, { params: { id: loose.id } })).toBe('404 access.not_found');
    expect(await refusalOf(outsider, downloadProtocolFile, { params: { id: linked.id } })).toBe('404 access.not_found');
    const { rows } = await stage.database.owner.query(
      `select action from audit_entry where $1 = any(object_ids) and action = 'file.download'`,
      [linked.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('are refused from others, as another kind of file, for an unknown protocol', async () => {
    const member = await academic(stage.database, stage.api, stage.world, 'county.quality', 'quality_manager', 'county');
    const { protocolId } = await publishes(
      stage.author,
      stage.second,
      { id: (await starts(stage.author, stage.allianceId)).id, n: '1', version: 1 },
      pressureContent(freshCode()),
    );
    expect(await refusalOf(member, attachProtocolFile, attach(protocolId))).toBe('403 protocol.not_lead');
    expect(await refusalOf(member, attachProtocolFile, attach(protocol.id))).toBe('404 access.not_found');
    expect(await refusalOf(stage.countyDoctor, attachProtocolFile, attach(protocolId))).toBe('403 access.denied');
    const script = new File([Buffer.from('<svg onload="alert(1)"/>')], 'x.pdf', { type: 'application/pdf' });
    expect(await refusalOf(stage.author, attachProtocolFile, attach(protocol.id, script))).toBe('415 file.type_refused');
    expect(await refusalOf(stage.author, attachProtocolFile, attach(newId()))).toBe('404 access.not_found');
  });
});
