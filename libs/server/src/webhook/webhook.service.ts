import type { Webhook, addWebhook, changeWebhook } from '@alliance/contracts/webhook.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { robotMayBeAt, robotPlaceOf, type RobotChannel } from '../platform/delivery/robot.provider.js';
import { newId } from '../platform/ids.js';

interface Row {
  id: string;
  version: number;
  channel: RobotChannel;
  name: string;
  enabled: boolean;
  last_used_at: Date | null;
}
const columns = 'id, version, channel, name, enabled, last_used_at';

/** Group-chat robots of an institution. Whoever has the address may write to the group, so it is encrypted and never shown again. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly cipher: FieldCipher,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  list(actor: Actor): Promise<{ items: Webhook[] }> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>(`select ${columns} from webhook where institution_id = $1 order by id`, [actor.institutionId]);
      return { items: rows.map(webhookOf) };
    });
  }

  /** @throws Refusal webhook.host_refused: the portal speaks to known services only */
  add(actor: Actor, { id = newId(), channel, name, url }: InputOf<typeof addWebhook>['body']): Promise<Webhook> {
    if (!robotMayBeAt(url, channel, this.config)) throw new Refusal('webhook.host_refused');
    return this.commands.run(
      actor,
      async (work) => {
        const [added] = await work.rows<Row>(
          `insert into webhook (id, institution_id, channel, name, url_cipher) values ($1, $2, $3, $4, $5) returning ${columns}`,
          [id, actor.institutionId, channel, name, this.cipher.encrypt(url, robotPlaceOf(id))],
        );
        return this.told(work, 'add', added);
      },
      { replay: (known) => this.get(actor, known) },
    );
  }

  /** @throws Refusal access.not_found, record.stale */
  change(actor: Actor, id: string, { version, name, enabled }: InputOf<typeof changeWebhook>['body']): Promise<Webhook> {
    return this.commands.run(
      actor,
      async (work) => {
        const before = await this.one(work, id);
        const [changed] = await work.rows<Row>(
          `update webhook set name = $3, enabled = $4, version = version + 1 where id = $1 and version = $2 returning ${columns}`,
          [id, version, name, enabled],
        );
        if (!changed) throw new Refusal('record.stale', { version: before.version });
        return this.told(work, 'change', changed);
      },
      { replay: (known) => this.get(actor, known) },
    );
  }

  private told(work: Work, action: 'add' | 'change', row: Row | undefined): Webhook {
    if (!row) throw new Refusal('access.not_found');
    const { id, version, channel, enabled } = row;
    work.subjectId = id;
    work.event({
      kind: action === 'add' ? 'webhook.added' : 'webhook.changed',
      topic: 'policy',
      subjectId: id,
      version,
      data: { channel, enabled },
      recipients: [work.actor.institutionId],
    });
    work.audit({ action: `webhook.${action}`, objectKind: 'webhook', objectIds: [id] });
    return webhookOf(row);
  }

  private get(actor: Actor, id: string): Promise<Webhook> {
    return this.database.read(actor, async (tx) => webhookOf(await this.one(tx, id)));
  }

  private async one(tx: Transaction, id: string): Promise<Row> {
    const [row] = await tx.rows<Row>(`select ${columns} from webhook where id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }
}

const webhookOf = ({ last_used_at: lastUsedAt, ...row }: Row): Webhook => ({ ...row, lastUsedAt: lastUsedAt?.toISOString() ?? null });
