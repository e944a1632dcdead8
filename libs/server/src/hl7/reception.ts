import { acknowledgements, type Outcome } from '@alliance/domain/hl7/acknowledgement';
import { encodingOf, readHeader, refusedBecause, type Header } from '@alliance/domain/hl7/header';
import { parseOru } from '@alliance/domain/hl7/parse-oru';
import { reportsIn } from '@alliance/domain/hl7/reports-in';
import type { Problem } from '@alliance/domain/recognition/incoming-report';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { digest } from '../platform/crypto/digest.js';
import { newId } from '../platform/ids.js';
import type { FileReport, Settled } from '../test-result/report.ledger.js';
import { FilingQueue } from './filing.queue.js';
import { Senders, type Sender } from './senders.js';
import { Tally } from './tally.js';

/** How the other end is known. */
export interface Peer {
  /** SHA-256 of the client certificate; null: an engine of this machine, known by what it says. */
  readonly fingerprint: string | null;
  readonly address: string;
}
export interface Answer {
  readonly frames: readonly string[];
  /** A certificate that nobody registered: there is nothing more to say. */
  readonly isOver: boolean;
}
interface Verdict {
  readonly outcome: Outcome;
  readonly problems: readonly Problem[];
}

const headersEnd = 2_000;
const unknown: Verdict = { outcome: 'rejected', problems: [{ problem: 'sender_unknown', at: 'MSH[1].3' }] };

/** What becomes of one message, from its bytes to what is answered; the answer is given after the commit. */
@Injectable()
export class Reception {
  constructor(
    private readonly senders: Senders,
    private readonly queue: FilingQueue,
    private readonly tally: Tally,
    private readonly clock: Clock,
  ) {}

  /** @throws what the database said where nothing could be kept: then there is no answer, and the sender sends again */
  async receive(bytes: Buffer, peer: Peer): Promise<Answer> {
    // the header's own separators and codes are ASCII in every charset that is taken
    const header =
      readHeader(
        bytes
          .subarray(0, headersEnd)
          .toString('latin1')
          .split(/[\r\n]/, 1)[0] ?? '',
      ) ?? null;
    const charset = header?.charset ?? '';
    const sender = await this.senderOf(peer, charset, bytes);
    if (!sender) return { frames: this.frames(header, unknown), isOver: peer.fingerprint !== null };
    const { text, isSound } = decoded(bytes, charset, sender);
    const read = readHeader(text) ?? null;
    const verdict = await this.verdict(text, isSound, read, sender);
    return { frames: this.frames(read, verdict), isOver: false };
  }

  private async senderOf({ fingerprint, address }: Peer, charset: string, bytes: Buffer): Promise<Sender | undefined> {
    if (fingerprint !== null) {
      const sender = await this.senders.byCertificate(fingerprint);
      return sender && (!sender.addresses.length || sender.addresses.includes(address)) ? sender : undefined;
    }
    const encodings = [...new Set([encodingOf(charset, 'utf-8') ?? 'utf-8', 'gb18030'] as const)];
    for (const encoding of encodings) {
      const header = readHeader(new TextDecoder(encoding).decode(bytes.subarray(0, headersEnd)).split(/[\r\n]/, 1)[0] ?? '');
      const found = header && (await this.senders.byName(header.sendingApplication, header.sendingFacility));
      if (found) return found;
    }
    return undefined;
  }

  private async verdict(text: string, isSound: boolean, header: Header | null, sender: Sender): Promise<Verdict> {
    if (header && (header.sendingApplication !== sender.application || header.sendingFacility !== sender.facility)) {
      this.tally.count(sender, 'refused');
      return unknown;
    }
    const refused = header && isSound ? refusedBecause(header) : undefined;
    if (refused) {
      this.tally.count(sender, 'refused');
      return { outcome: 'rejected', problems: [refused] };
    }
    const asks = asksOf(text, isSound, header, sender);
    const settled = await Promise.all(asks.map((ask) => this.queue.file(sender.institutionId, ask)));
    for (const { kind } of settled) this.tally.count(sender, kind);
    return verdictOf(settled);
  }

  private frames(header: Header | null, verdict: Verdict): string[] {
    const at = `${this.clock.now().toISOString().slice(0, 19).replace(/\D/g, '')}+0000`;
    return acknowledgements(header, { ...verdict, at, id: newId().replaceAll('-', '').slice(0, 20) });
  }
}

function asksOf(text: string, isSound: boolean, header: Header | null, { connectionId, zone }: Sender): FileReport[] {
  const kept = { source: 'hl7', origin: connectionId } as const;
  const unreadable = (at: string) => ({ problems: [{ problem: 'unreadable' as const, at }] });
  // without a number of its own it is known by what it says
  if (!header?.controlId) return [{ ...kept, controlId: `sha256 ${digest(text)}`, content: text, report: unreadable('MSH') }];
  if (!isSound) return [{ ...kept, controlId: header.controlId, content: text, report: unreadable('MSH[1].18') }];
  return reportsIn(text, header.controlId).map((part) => ({
    ...{ ...kept, controlId: part.controlId, content: part.text, report: parseOru(part.text, zone) },
  }));
}

/** One report of several that could not be filed is enough to say so. */
function verdictOf(settled: readonly Settled[]): Verdict {
  const problems = settled.flatMap((one) => (one.kind === 'quarantined' ? one.problems : []));
  return problems.length ? { outcome: 'error', problems } : { outcome: 'accepted', problems: [] };
}

function decoded(bytes: Buffer, charset: string, sender: Sender): { text: string; isSound: boolean } {
  const encoding = encodingOf(charset, sender.charset);
  try {
    if (encoding) return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), isSound: true };
  } catch {
    // bytes that this charset does not have: kept with what could be read
  }
  return { text: new TextDecoder(encoding ?? sender.charset).decode(bytes), isSound: false };
}
