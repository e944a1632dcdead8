/**
 * SQL of the ids under which the installation keeps one person, through every row that was found to be the same; for definer functions.
 * @param id SQL of the patient's id that is known
 */
export const samePerson = (id: string): string => `(with recursive same (id) as (select ${id}
  union select other.id from same cross join lateral (select p.same_as from patient p where p.id = same.id and p.same_as is not null
    union all select p.id from patient p where p.same_as = same.id) other (id)) select same.id from same)`;
