// npm run verify-archive -- <file.json|file.pdf> …: checks archives of referrals and consultations by themselves. Needs no database and no running portal.
// One line for each file; ends with 1 if any of them is not what was sealed.
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { inflateSync } from 'node:zlib';

/** What is sealed, by the format that it names. */
const sealedIn = { 'alliance-referral-archive/1': 'referral', 'alliance-consultation-archive/1': 'consultation' };

const numberOf = (bundle) => bundle[sealedIn[bundle.format]].number;

class Broken extends Error {}
const broken = (zh, en) => new Broken(`${zh} / ${en}`);
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** The sealed file: canonical to the byte, and hashed as it says. */
function checkSealed(bytes) {
  let text, file;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    file = JSON.parse(text);
  } catch {
    throw broken('不是完整的 JSON', 'not a whole JSON file');
  }
  const { bundle, sha256: claimed } = file ?? {};
  if (!Object.hasOwn(sealedIn, bundle?.format))
    throw broken('不是转诊或会诊档案，或格式未知', 'no archive of a referral or a consultation, or of another format');
  if (sha256(canonicalize(bundle)) !== claimed)
    throw broken('内容与摘要不符，已被改动', 'the content does not have this hash: it was changed');
  if (canonicalize(file) !== text) throw broken('书写形式不规范，已被改动', 'not written canonically: it was changed');
  return { bundle, sha256: claimed };
}

/** Every stream of a PDF as pdfkit writes them, unpacked, with its dictionary. */
function streamsOf(pdf) {
  const text = pdf.toString('latin1');
  const head = /\d+ 0 obj\n(<<[\s\S]*?>>)\nstream\n/g;
  const streams = [];
  for (let found; (found = head.exec(text));) {
    const length = Number(/\/Length (\d+)/.exec(found[1])?.[1]);
    const packed = pdf.subarray(head.lastIndex, head.lastIndex + length);
    head.lastIndex += length;
    streams.push({ dictionary: found[1], bytes: found[1].includes('/FlateDecode') ? inflateSync(packed) : packed });
  }
  return { streams, pages: text.match(/\/Type \/Page\n/g)?.length ?? 0 };
}

/** The file inside a PDF, and the hash that is printed on its pages. */
function checkPdf(bytes) {
  let read;
  try {
    read = streamsOf(bytes);
  } catch {
    throw broken('PDF 已损坏', 'the PDF is damaged');
  }
  const inside = read.streams.find(({ dictionary }) => dictionary.includes('/EmbeddedFile'));
  if (!inside) throw broken('PDF 内没有封存文件', 'there is no sealed file inside the PDF');
  const sealed = checkSealed(inside.bytes);
  const printed = `<${Buffer.from(sealed.sha256, 'latin1').toString('hex')}>`;
  const bearing = read.streams.filter(({ bytes: stream }) => stream.includes(printed)).length;
  if (!read.pages || bearing !== read.pages)
    throw broken('页脚所印摘要与附件不符', 'the hash printed on the pages is not that of the file inside');
  return sealed;
}

/** What several files say about each other. @returns the faults */
function checkTogether(archives) {
  const faults = [];
  const hashes = new Map();
  const nameOf = (bundle, version) => `${bundle.format} ${numberOf(bundle)} ${version}`;
  for (const { bundle, sha256: hash } of archives) {
    const { version } = bundle;
    if ((hashes.get(nameOf(bundle, version)) ?? hash) !== hash)
      faults.push(`${numberOf(bundle)} 第 ${version} 版有两种摘要 / version ${version} has two different hashes`);
    hashes.set(nameOf(bundle, version), hash);
  }
  for (const { bundle } of archives) {
    const { version, previous } = bundle;
    const before = hashes.get(nameOf(bundle, version - 1));
    if (before !== undefined && before !== previous)
      faults.push(
        `${numberOf(bundle)} 第 ${version} 版不接续第 ${version - 1} 版 / version ${version} does not follow version ${version - 1}`,
      );
  }
  return [...new Set(faults)];
}

const paths = process.argv.slice(2);
if (!paths.length) {
  console.error('用法 / usage: npm run verify-archive -- <file.json|file.pdf> …');
  process.exit(1);
}
const whole = [];
for (const path of paths) {
  try {
    const bytes = await readFile(path).catch(() => {
      throw broken('无法读取', 'cannot be read');
    });
    const archive = bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? checkPdf(bytes) : checkSealed(bytes);
    whole.push(archive);
    const { version } = archive.bundle;
    console.log(`✓ ${path}: ${numberOf(archive.bundle)} 第 ${version} 版，完整 / version ${version}, intact  ${archive.sha256}`);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    console.log(`✕ ${path}: ${error.message}`);
  }
}
const faults = checkTogether(whole);
for (const fault of faults) console.log(`✕ ${fault}`);
process.exit(whole.length === paths.length && !faults.length ? 0 : 1);
