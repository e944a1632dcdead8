export function ProtocolComparePage() {
  return null;
}
