import type { KnownInstitution } from '@alliance/domain/imports/directory';
import type { InstitutionPlan } from '@alliance/domain/imports/institution-plan';
import { asKnown } from '@alliance/domain/imports/pairing-institutions';
import type { KnownPairing, PairingFields, PairingPlan } from '@alliance/domain/imports/pairing-plan.types';
import { writeNames, type Rows } from '../platform/registry/institution-names.js';
import { initialsOf, pinyinOf } from '../platform/text/pinyin.js';

/** Makes the id of a new row; `what` is a stable name of it. */
export type IdOf = (what: string) => string;

export const knownInstitutions = (tx: Rows): Promise<KnownInstitution[]> =>
  tx.rows<KnownInstitution>(
    `select id, code, name, aliases, province, city, type, level, level_basis as "levelBasis", phone, source, notes, flags, possible_same_as as "possibleSameAs"
     from institution order by id`,
  );

export async function knownSources(tx: Rows): Promise<string[]> {
  const found = await tx.rows<{ source: string }>('select distinct source from pairing order by source');
  return found.map(({ source }) => source);
}

export const knownPairings = (tx: Rows, sources: readonly string[]): Promise<KnownPairing[]> =>
  tx.rows<KnownPairing>(
    `select id, source, category, recipient_id as "recipientId", supporter_id as "supporterId", lead, lead_basis as "leadBasis",
       lower(valid)::text as "from", (upper(valid) - 1)::text as "to", notes, flags, version
     from pairing where source = any($1::text[]) order by id`,
    [sources],
  );

/** Writes a plan for institutions. @returns ids of everything created or changed */
export async function applyInstitutions(tx: Rows, plan: InstitutionPlan, idOf: IdOf): Promise<string[]> {
  const made = plan.create.map(({ ref, fields }) => ({ ...fields, id: idOf(`institution ${ref}`) }));
  await insertInstitutions(tx, made);
  const changed = plan.update.map(({ id, fields }) => ({ ...fields, id }));
  await tx.rows(
    `update institution i set code = r.code, name = r.name, aliases = r.aliases, pinyin = r.pinyin, initials = r.initials, province = r.province,
       city = r.city, type = r.type, level = r.level, level_basis = r.level_basis, phone = r.phone, source = r.source, notes = r.notes,
       flags = r.flags, possible_same_as = r.possible_same_as, version = i.version + 1, updated_at = now()
     from jsonb_populate_recordset(null::institution, $1::jsonb) r where i.id = r.id`,
    [JSON.stringify(changed.map(rowOf))],
  );
  await writeNames(tx, changed);
  return [...made, ...changed].map(({ id }) => id);
}

/** Writes a plan for pairings, the institutions it creates first. @returns ids of the pairings created or changed */
export async function applyPairings(tx: Rows, plan: PairingPlan, idOf: IdOf): Promise<string[]> {
  const ids = new Map(plan.institutions.map(({ ref }) => [ref, idOf(`institution ${ref}`)]));
  const of = (ref: string) => ids.get(ref) ?? ref;
  await insertInstitutions(
    tx,
    plan.institutions.map((one) => ({ ...asKnown(one), id: of(one.ref) })),
  );
  // the index allows one lead at any moment: the old one steps down before the new one is named
  for (const updates of [
    plan.update.filter(({ fields }) => fields.lead !== true),
    plan.update.filter(({ fields }) => fields.lead === true),
  ])
    await tx.rows(
      `update pairing p set category = r.category, lead = r.lead, lead_basis = r.lead_basis, valid = r.valid, notes = r.notes, flags = r.flags,
         version = p.version + 1, updated_at = now()
       from jsonb_populate_recordset(null::pairing, $1::jsonb) r where p.id = r.id`,
      [JSON.stringify(updates.map(({ id, fields }) => ({ id, ...pairingRow(fields) })))],
    );
  const made = plan.create.map(({ recipient, supporter, fields }) => {
    const [recipientId, supporterId] = [of(recipient), of(supporter)];
    const id = idOf(`pairing ${fields.source} ${recipientId} ${supporterId}`);
    return { id, recipient_id: recipientId, supporter_id: supporterId, source: fields.source, ...pairingRow(fields) };
  });
  await tx.rows(
    `insert into pairing (id, source, category, recipient_id, supporter_id, lead, lead_basis, valid, notes, flags)
     select id, source, category, recipient_id, supporter_id, lead, lead_basis, valid, notes, flags from jsonb_populate_recordset(null::pairing, $1::jsonb)`,
    [JSON.stringify(made)],
  );
  await writeGaps(tx, plan, idOf);
  return [...plan.update, ...made].map(({ id }) => id);
}

async function writeGaps(tx: Rows, { gaps, closedGaps }: PairingPlan, idOf: IdOf): Promise<void> {
  for (const { source, county, type, reason } of gaps)
    await tx.rows(
      `insert into coverage_gap (id, source, county, type, reason) values ($1, $2, $3, $4, $5)
       on conflict (source, county, type) do update set reason = excluded.reason`,
      [idOf(`gap ${source} ${county} ${type}`), source, county, type, reason],
    );
  for (const { source, county, type } of closedGaps)
    await tx.rows('delete from coverage_gap where source = $1 and county = $2 and type = $3', [source, county, type]);
}

async function insertInstitutions(tx: Rows, made: readonly KnownInstitution[]): Promise<void> {
  await tx.rows(
    `insert into institution (id, code, name, aliases, pinyin, initials, province, city, type, level, level_basis, phone, source, notes, flags, possible_same_as)
     select id, code, name, aliases, pinyin, initials, province, city, type, level, level_basis, phone, source, notes, flags, possible_same_as
     from jsonb_populate_recordset(null::institution, $1::jsonb)`,
    [JSON.stringify(made.map(rowOf))],
  );
  await writeNames(tx, made);
}

const rowOf = ({ levelBasis, possibleSameAs, ...rest }: KnownInstitution) => ({
  ...rest,
  level_basis: levelBasis,
  possible_same_as: possibleSameAs,
  pinyin: pinyinOf(rest.name),
  initials: initialsOf(rest.name),
});

const pairingRow = ({ category, lead, leadBasis, from, to, notes, flags }: PairingFields) => ({
  category,
  lead,
  lead_basis: leadBasis,
  valid: `[${from},${to ?? ''}${to === null ? ')' : ']'}`,
  notes,
  flags,
});
