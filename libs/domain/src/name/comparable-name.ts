/** Compared in NFKC, without case (locale-free: Turkish i), marks, joiners and doubled spaces; never shown or stored. */
export const comparableName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
