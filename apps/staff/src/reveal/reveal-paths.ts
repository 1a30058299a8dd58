const reveal = (id: string) => `/reveals/${id}`

/** Addresses of reveals: ids and codes only. */
export const revealPaths = {
  reveals: '/reveals',
  revealsDone: (code: string) => `/reveals?done=${code}`,
  revealNew: (id: string) => `/applications/${id}/reveals`,
  reveal,
  revealReason: (id: string) => `${reveal(id)}/reason`,
  revealOpenings: (id: string) => `${reveal(id)}/openings`,
  revealRefusals: (id: string) => `${reveal(id)}/refusals`,
  revealEnds: (id: string) => `${reveal(id)}/ends`,
  stepUpForReveals: '/step-up?for=reveals',
}
