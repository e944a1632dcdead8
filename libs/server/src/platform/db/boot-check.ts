import type { MikroORM } from '@mikro-orm/postgresql';

const questions = `
  select
    (select array_agg(c.relname::text order by 1) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> 'schema_migration' and not (c.relrowsecurity and c.relforcerowsecurity)) as without_security,
    (select array_agg(c.relname::text order by 1) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> 'schema_migration' and not exists (select 1 from pg_policy p where p.polrelid = c.oid)) as without_policy,
    (select array_agg(c.relname::text order by 1) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
      and not coalesce(c.reloptions @> '{security_invoker=true}', false)) as leaking_views,
    (select array_agg(p.proname::text order by 1) from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false)) as open_functions,
    (select r.rolsuper or r.rolbypassrls from pg_roles r where r.rolname = current_user) as above_policies,
    exists (select 1 from pg_class c join pg_roles r on r.oid = c.relowner where c.relnamespace = 'public'::regnamespace and r.rolname = current_user) as owns_tables,
    current_setting('synchronous_commit') as synchronous_commit,
    (select count(*)::int from pg_tables where schemaname = 'public') as tables`;

interface Answers {
  readonly without_security: string[] | null;
  readonly without_policy: string[] | null;
  readonly leaking_views: string[] | null;
  readonly open_functions: string[] | null;
  readonly above_policies: boolean;
  readonly owns_tables: boolean;
  readonly synchronous_commit: string;
  readonly tables: number;
}

/** Refuses to start on a database whose walls have a hole, or that may forget an acknowledged commit. @throws Error naming every hole */
export async function checkDatabase(orm: Pick<MikroORM, 'em'>): Promise<void> {
  const [found] = (await orm.em.fork().execute(questions)) as unknown as Answers[];
  if (!found) throw new Error('the database did not answer');
  const holes = [
    found.tables === 0 && 'the schema is empty: migrate first',
    found.without_security && `tables without forced row-level security: ${found.without_security.join(', ')}`,
    found.without_policy && `tables without a policy: ${found.without_policy.join(', ')}`,
    found.leaking_views && `views that ignore the reader's policies: ${found.leaking_views.join(', ')}`,
    found.open_functions && `definer functions without a fixed search_path: ${found.open_functions.join(', ')}`,
    found.above_policies && 'the application role stands above row-level security',
    found.owns_tables && 'the application role owns tables',
    found.synchronous_commit !== 'on' && `synchronous_commit is ${found.synchronous_commit}`,
  ].filter((hole) => typeof hole === 'string');
  if (holes.length) throw new Error(`refusing to start on this database:\n  ${holes.join('\n  ')}`);
}
