/** What stands between the `@` before the caret and the caret: whom somebody is looking for. undefined where nobody is called. */
export function calledIn(text: string, caret: number): string | undefined {
  // an address like a@b.cn calls nobody
  const found = /(?:^|[^\w@])[@＠]([^\s@＠，。；：、]{0,20})$/u.exec(text.slice(0, caret));
  return found?.[1];
}

/** The text with the name in place of what was typed after the `@`, and where one goes on writing. */
export function withName(text: string, caret: number, name: string): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, caret).replace(/[@＠][^\s@＠，。；：、]{0,20}$/u, '');
  const written = `${before}@${name} `;
  return { text: written + text.slice(caret).replace(/^ /, ''), caret: written.length };
}
