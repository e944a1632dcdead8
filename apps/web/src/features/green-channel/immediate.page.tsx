export function ImmediatePage() {
  return null;
}
