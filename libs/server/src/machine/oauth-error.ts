/** Codes of RFC 6749 §5.2 that the token endpoint answers with. */
export type OAuthErrorCode =
  'invalid_request' | 'invalid_client' | 'invalid_grant' | 'invalid_scope' | 'unsupported_grant_type' | 'temporarily_unavailable';

/** How the token endpoint says no: programs read its `error`, not a problem document. */
export class OAuthError extends Error {
  constructor(
    readonly error: OAuthErrorCode,
    /** For the person who reads the program's log; says nothing about other clients. */
    readonly description: string,
  ) {
    super(error);
  }

  get status(): 400 | 401 | 429 {
    if (this.error === 'invalid_client') return 401;
    return this.error === 'temporarily_unavailable' ? 429 : 400;
  }
}
