export function resolveChromium(options?: { log?: (line: string) => void }): { path: string; env: Record<string, string>; from: string };
