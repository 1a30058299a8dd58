export interface ReferenceAnswers {
  readonly how_know?: string
  readonly how_know_more?: string
}

/** Field path → error code. "Another way" of knowing somebody is said in words. */
export const referenceErrors = ({ how_know: how, how_know_more: more }: ReferenceAnswers): Record<string, string> =>
  how === 'other' && !more ? { how_know_more: 'missing' } : {}
