import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';

/** A system that may send, and how it is read. */
export interface Sender {
  readonly connectionId: string;
  readonly institutionId: string;
  readonly application: string;
  readonly facility: string;
  /** Empty: from everywhere. */
  readonly addresses: readonly string[];
  readonly charset: 'utf-8' | 'gb18030';
  readonly zone: string | null;
}
interface Row {
  id: string;
  institution_id: string;
  sending_application: string;
  sending_facility: string;
  addresses: string[];
  charset: Sender['charset'];
  zone: string | null;
}

/** A sender that was switched off is one for no longer than this. */
const rememberedMs = 5_000;
const mostRemembered = 1_000;

/** Who is at the other end, before anybody has said anything. */
@Injectable()
export class Senders {
  private readonly known = new Map<string, { readonly until: number; readonly sender: Promise<Sender | undefined> }>();

  constructor(private readonly database: Database) {}

  /** @param fingerprint SHA-256 of the client certificate, in hexadecimal */
  byCertificate(fingerprint: string): Promise<Sender | undefined> {
    return this.remembered(fingerprint, [fingerprint, null, null]);
  }

  /** An engine of this machine, which is known by what it says. */
  async byName(application: string, facility: string): Promise<Sender | undefined> {
    // PostgreSQL holds no NUL: nobody is called so
    if (`${application}${facility}`.includes('\u0000')) return undefined;
    return this.remembered(JSON.stringify([application, facility]), [null, application, facility]);
  }

  private remembered(key: string, asked: readonly (string | null)[]): Promise<Sender | undefined> {
    const now = Date.now();
    const found = this.known.get(key);
    if (found && found.until > now) return found.sender;
    if (this.known.size > mostRemembered) this.known.clear();
    const sender = this.ask(asked);
    this.known.set(key, { until: now + rememberedMs, sender });
    sender.catch(() => this.known.delete(key));
    return sender;
  }

  private async ask(asked: readonly (string | null)[]): Promise<Sender | undefined> {
    const [row] = await this.database.anonymous<Row>('select * from hl7_sender($1, $2, $3)', asked);
    return (
      row && {
        ...{ connectionId: row.id, institutionId: row.institution_id, application: row.sending_application },
        ...{ facility: row.sending_facility, addresses: row.addresses, charset: row.charset, zone: row.zone },
      }
    );
  }
}
