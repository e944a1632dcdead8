import { MikroORM, type EntitySchema } from '@mikro-orm/postgresql';
import { expect, it } from '@jest/globals';
import { entities } from './entities.js';
import { cloneDatabase } from './testing/services.js';

it('every entity has exactly the columns of its table, and may be empty where they may', async () => {
  const database = await cloneDatabase();
  const orm = await MikroORM.init({ clientUrl: database.ownerUrl, entities: entities as EntitySchema[] });
  const { rows } = await database.owner.query<{ table: string; column: string; nullable: boolean }>(
    `select table_name as table, column_name as column, is_nullable = 'YES' as nullable from information_schema.columns where table_schema = 'public'`,
  );
  for (const meta of Object.values(orm.getMetadata().getAll())) {
    const mapped = meta.props.map((prop: { fieldNames: string[]; nullable?: boolean }) => ({
      column: prop.fieldNames[0],
      nullable: prop.nullable ?? false,
    }));
    const real = rows.filter(({ table }) => table === meta.tableName).map(({ column, nullable }) => ({ column, nullable }));
    expect(mapped).toEqual(expect.arrayContaining(real));
    expect(mapped).toHaveLength(real.length);
  }
  await orm.close(true);
  await database.drop();
});
