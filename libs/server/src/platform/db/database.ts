import type { EntityManager } from '@mikro-orm/postgresql';
import { MikroORM } from '@mikro-orm/postgresql';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Actor } from '@alliance/domain/access/actor';
import { CompiledQuery, type Kysely } from 'kysely';

/** As whom a transaction acts. A job acts as an institution, without a person. */
export type Identity = Pick<Actor, 'institutionId'> & Partial<Actor>;

/** A transaction under an identity: entities for commands on few rows, typed SQL for screens and hot paths. */
export class Transaction {
  constructor(
    readonly em: EntityManager,
    readonly identity: Identity,
  ) {}

  /** Kysely bound to this transaction; `Tables` is the type of the feature's tables. */
  sql<Tables>(): Kysely<Tables> {
    return this.em.getKysely<Tables>() as unknown as Kysely<Tables>;
  }

  /** One statement with bound `$1` parameters, for what no builder says better. (The entity manager's own `execute` would write values into the text.) */
  rows<Row>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(this.em, statement, parameters);
  }
}

async function rowsOf<Row>(em: EntityManager, statement: string, parameters: readonly unknown[]): Promise<Row[]> {
  const { rows } = await em.getKysely<object>().executeQuery(CompiledQuery.raw(statement, [...parameters]));
  return rows as Row[];
}

/**
 * The only way to the database. Outside one of these transactions the role sees no row: forgetting the identity fails closed.
 * The identity is MikroORM's session context: set as the first statement of the transaction, gone with it.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(@Inject(MikroORM) private readonly orm: MikroORM) {}

  /** Read-only, for what is no patient's. */
  read<T>(identity: Identity, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transact(identity, work, true);
  }

  /** Reads and writes. Commands use `Commands.run`; a screen that shows patients uses this one, because its audit row commits with it. */
  write<T>(identity: Identity, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transact(identity, work, false);
  }

  /** Definer functions before anybody is known (sign-in): no identity, so no table answers. */
  anonymous<Row>(statement: string, parameters: readonly unknown[]): Promise<Row[]> {
    return rowsOf<Row>(this.orm.em.fork(), statement, parameters);
  }

  /** After the last request was answered, not before. */
  async onApplicationShutdown(): Promise<void> {
    await this.orm.close(true);
  }

  private transact<T>(
    { institutionId, personId, appointmentId, role }: Identity,
    work: (tx: Transaction) => Promise<T>,
    readOnly: boolean,
  ): Promise<T> {
    const identity = { institutionId, ...(personId && { personId }), ...(appointmentId && { appointmentId }), ...(role && { role }) };
    const variables = {
      'app.institution': institutionId,
      'app.person': personId ?? '',
      'app.appointment': appointmentId ?? '',
      'app.role': role ?? '',
    };
    return this.orm.em
      .fork({ session: { variables } })
      .transactional((em) => work(new Transaction(em as EntityManager, identity)), { readOnly });
  }
}
