export function libraryPath(root: string): string;
export function unpackDebian(wish: {
  into: string;
  oneOf: string[];
  companions?: (name: string) => string[];
  program?: (name: string) => string;
  say?: (line: string) => void;
}): Promise<string>;
