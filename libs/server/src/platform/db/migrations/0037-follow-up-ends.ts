import { followUpEnded } from '@alliance/domain/follow-up/follow-up';
import { samePerson } from '../same-person.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';

/** Definer functions by which a referral ends the follow-ups that hang on it, or on its person. */
export const followUpEnds = `
      -- Follow-ups that a referral's end takes away, whichever side ends it.
      create function end_follow_ups(p_referral uuid, p_as text, p_at timestamptz)
        returns table (id uuid, institution_id uuid, sender_id uuid, version int) language sql volatile ${definer} as $$
        update follow_up f set state = 'ended', ended_as = p_as, done_at = p_at, version = f.version + 1
          where f.referral_id = p_referral and f.state = 'open' and ${me} in (f.institution_id, f.sender_id)
          returning f.id, f.institution_id, f.sender_id, f.version $$;

      -- Nobody asks at home after somebody who died, wherever that was and under whichever of the person's ids. The caller is a side of the referral of
      -- the death, and learns of follow-ups of its own; the hospitals of the others are told by a timer of theirs.
      create function end_follow_ups_of_dead(p_referral uuid, p_at timestamptz)
        returns table (id uuid, institution_id uuid, sender_id uuid, version int) language sql volatile ${definer} as $$
        with ended as (
          update follow_up f set state = 'ended', ended_as = 'died', done_at = p_at, version = f.version + 1
            from referral dead cross join lateral ${samePerson('dead.patient_id')} person join referral r on r.patient_id = person.id
            where dead.id = p_referral and ${me} in (dead.sender_id, dead.receiver_id) and dead.state <> 'voided' and 'died' in (dead.outcome, dead.ended_as)
              and f.referral_id = r.id and f.state = 'open'
            returning f.id, f.institution_id, f.sender_id, f.version),
        told as (
          insert into timer (id, kind, subject_id, due_at, acting_institution)
            select gen_random_uuid(), '${followUpEnded}', e.id, p_at, e.institution_id from ended e where ${me} not in (e.institution_id, e.sender_id))
        select e.id, e.institution_id, e.sender_id, e.version from ended e where ${me} in (e.institution_id, e.sender_id) $$;`;
