/** Aliases after a change of name: what people were used to writing still finds it, and no name is its own alias. */
export function aliasesAfter(
  before: { readonly name: string },
  wanted: { readonly name: string; readonly aliases: readonly string[] },
): string[] {
  return [...new Set([...wanted.aliases, before.name])].filter((alias) => alias !== wanted.name);
}
