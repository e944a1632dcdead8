import { archiveName } from '@alliance/domain/archive/archive-name';
import type { ArchiveBundle } from '@alliance/domain/archive/archive.types';
import { afterSections } from './sections-after.js';
import { caseSections } from './sections-case.js';
import { spokenSections } from './sections-spoken.js';
import { Paper, page } from '../../platform/paper/paper.js';
import { timeOf } from '../../platform/paper/paper-time.js';
import { word } from './paper-words.js';

export interface ArchivePrint {
  readonly bundle: ArchiveBundle;
  readonly sha256: string;
  /** The file that is put inside. */
  readonly json: Buffer;
}

/** The archive on paper: 公文 layout, page numbers and the hash on every page, the sealed file inside. The same bundle gives the same bytes. */
export function archivePdf({ bundle, sha256, json }: ArchivePrint): Promise<Buffer> {
  const { referral, version, sealedAt } = bundle;
  const at = new Date(sealedAt);
  const name = archiveName(referral.number, version);
  const paper = new Paper({ title: name, keywords: `sha256:${sha256}`, at });
  paper.attach(`${name}.json`, json, at);
  paper.title('双向转诊档案', 'TWO-WAY REFERRAL ARCHIVE');
  caption(paper, bundle);
  caseSections(paper, referral);
  spokenSections(paper, referral);
  afterSections(paper, referral);
  verification(paper, bundle, sha256);
  if (paper.missing.size)
    paper.paragraph(`注：字库未收录的字以 Unicode 编码“〖U+…〗”代替，共 ${paper.missing.size} 个；原字见附件。`, { size: 8 });
  const invented = referral.sender.invented || referral.receiver?.invented === true;
  paper.eachPage((number, of) => {
    if (invented) paper.watermark('演示数据 DEMONSTRATION');
    paper.footer(
      [`档案编号 ${referral.number} · 第 ${version} 版  核验：以所附 JSON 与下列 SHA-256 摘要为准，两院所持一致`],
      `第 ${number} 页 共 ${of} 页  Page ${number} of ${of}`,
    );
    paper.typewritten(sha256, page.left, page.bottom + 28, 7.5);
  });
  return paper.finish();
}

function caption(paper: Paper, { version, cause, sealedAt, referral }: ArchiveBundle): void {
  paper.facts([
    { label: '档案编号', english: 'Archive no.', value: `${referral.number} · 第 ${version} 版` },
    { label: '封存时间', english: 'Sealed at', value: timeOf(sealedAt) },
    { label: '封存缘由', english: 'Sealed because', value: word('cause', cause) },
    { label: '结束方式', english: 'Ended as', value: `${word('state', referral.state)} · ${word('ending', referral.endedAs)}` },
  ]);
}

function verification(paper: Paper, { version, previous }: ArchiveBundle, sha256: string): void {
  paper.heading('核验说明', 'How to verify');
  paper.facts(
    [
      { label: '本版摘要', english: 'SHA-256', value: sha256 },
      { label: '上一版摘要', english: 'Version before', value: previous ?? `无（第 ${version} 版为首版）` },
    ],
    1,
  );
  paper.space(4);
  paper.paragraph(
    '本档案由系统在转诊结束时自动封存，转出方与接收方各持一份，摘要相同。内容更正须经两人办理，并封存为新的一版；旧版保留不变。' +
      '所附 JSON 文件按 RFC 8785 规范化，对其计算 SHA-256 应与每页页脚所印摘要一致。核验命令：npm run verify-archive -- <文件>，不需要数据库。',
    { size: 8 },
  );
}
