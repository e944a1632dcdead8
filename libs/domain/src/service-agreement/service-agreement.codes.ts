/** `direct`: one hospital serves one other; `alliance`: one provider serves every member whose membership is in force. */
export const agreementReaches = ['direct', 'alliance'] as const;
export type AgreementReach = (typeof agreementReaches)[number];

/** What an agreement on remote services must say (25号; TM-03). */
export const agreementClauses = ['aim', 'conditions', 'content', 'process', 'duties', 'liability'] as const;
export type AgreementClause = (typeof agreementClauses)[number];

/** How it stands on a day: the state, read together with its dates. */
export const agreementStandings = ['draft', 'offered', 'coming', 'in_force', 'expiring', 'ending', 'expired', 'ended'] as const;
export type AgreementStanding = (typeof agreementStandings)[number];

/** Mark of an institution outside mainland China in its registry row. */
export const crossBorderFlag = 'outside_mainland';
