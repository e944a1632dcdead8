import { patientColumns, patientSource } from './patient.row.js';

// What finds patients of one hospital, `$1`: each of them follows an index of the hospital's own relations.

/** The other rows that this hospital keeps under `p`. */
export const aliasesOfRow = `(select coalesce(jsonb_agg(jsonb_build_object('id', ar.patient_id, 'name', ar.name, 'identifierMasked', ap.identifier_masked) order by ar.since), '[]')
  from rows_kept_under(p.id) under join patient_relation ar on ar.institution_id = $1 and ar.patient_id = under left join patient ap on ap.id = under where under <> p.id)`;

/** Rows found by `hit`, each as the row it is kept under. */
const found = (hit: string) => `
  select ${patientColumns}, ${aliasesOfRow} as aliases
  from (select distinct kept_row_of(hit.id) as id from (${hit}) hit) h
    join patient_relation r on r.patient_id = h.id join patient p on p.id = r.patient_id where r.institution_id = $1 and r.closed_at is null
  order by r.name, p.id`;
const hits = `select r.patient_id as id from patient_relation r where r.institution_id = $1 and r.closed_at is null`;

/** `$2`–`$5` keyed hashes of a number as each kind of paper, `$6` how many. */
export const byNumber = found(`select p.id ${patientSource} and p.identifier_index in ($2, $3, $4, $5) limit $6`);
/** `$2`, `$3` range of names, `$4`, `$5` range of initials, `$6` how many. */
export const byName = found(
  `${hits} and ((r.name >= $2 and r.name < $3) or (r.initials >= $4 and r.initials < $5)) order by r.name, r.patient_id limit $6`,
);
/** `$2` how many. */
export const newest = `select ${patientColumns}, ${aliasesOfRow} as aliases ${patientSource} and r.same_as is null order by r.since desc limit $2`;

/**
 * Who shares the name `$2`, the initials `$3` or the day of birth `$4`, and, of somebody unknown (`$5`), who came without a name in the three days
 * before `$6`. The rule of the domain chooses among them.
 */
export const alike = `
  with candidate as (
    (${hits} and $2 <> '' and r.name = $2 limit 100)
    union (${hits} and $2 <> '' and r.initials = $3 limit 100)
    union (${hits} and r.birth_date = $4::date limit 100)
    union (select p.id ${patientSource} and $5 and r.since > $6::timestamptz - interval '3 days' and p.identifier_kind = 'unknown_person'
      order by r.since desc limit 100))
  select ${patientColumns}, r.initials
  from candidate c join patient_relation r on r.patient_id = c.id join patient p on p.id = r.patient_id
  where r.institution_id = $1 and r.closed_at is null and r.same_as is null`;
