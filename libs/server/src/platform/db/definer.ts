/**
 * Statements that give functions to `alliance_definer`, which may look past the policies and cannot log in, and let the application call them.
 * @param signatures `name(argument types)`
 */
export const ownedByDefiner = (signatures: readonly string[], callers = 'alliance_app'): string[] =>
  signatures.map(
    (signature) => `
      alter function ${signature} owner to alliance_definer;
      revoke all on function ${signature} from public;
      grant execute on function ${signature} to ${callers};`,
  );
