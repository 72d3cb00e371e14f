// The invariants by id, S of servers, H of client histories, Z of Zab beyond the TLA+ texts. They stand here, beside the words
// that name them for people, and not in worker/check, so that a view may say them without knowing how they are checked.

// prettier-ignore
export const serverInvariants = [
  'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12', 'S13', 'S14', 'S15', 'S16', 'S17', 'S18',
  'S19', 'S20', 'S21', 'S22', 'S23', 'Z1', 'Z2',
] as const;

// prettier-ignore
export const clientInvariants = [
  'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8', 'H9', 'H10', 'H11', 'H12', 'H13', 'H14', 'H15', 'H16', 'H17',
] as const;

export type InvariantId = (typeof serverInvariants)[number] | (typeof clientInvariants)[number];

export function isInvariant(id: string): id is InvariantId {
  return [...serverInvariants, ...clientInvariants].some((one) => one === id);
}
