// Which of the six colours an epoch has (tokens.css). The number is always shown beside it.

/** The value of `data-epoch`: 0 before the first epoch, then 1 to 6 and round again. */
export function epochClass(epoch: number): number {
  return epoch <= 0 ? 0 : ((epoch - 1) % 6) + 1;
}
