const spoken = (id: string) => `/applications/${id}/spoken-requests`

/** Addresses of what somebody asks for by voice. */
export const spokenPaths = {
  spokenRequest: spoken,
  spokenWord: (id: string) => `${spoken(id)}/code-word`,
  spokenComparisons: (id: string) => `${spoken(id)}/comparisons`,
}
