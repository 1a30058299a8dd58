const file = (id: string) => `/applications/${id}`

/** Addresses of the vetting desk. */
export const vettingPaths = {
  vettingDesk: '/vetting',
  vetting: (id: string) => `${file(id)}/vetting`,
  vettingDone: (id: string, code: string) => `${file(id)}/vetting?done=${code}`,
  checks: (id: string) => `${file(id)}/checks`,
  looks: (id: string) => `${file(id)}/vetting/looks`,
  harm: (id: string) => `${file(id)}/vetting/harm`,
  callSheet: (id: string) => `${file(id)}/call-sheet`,
  callSheetDone: (id: string, code: string) => `${file(id)}/call-sheet?done=${code}`,
  callWord: (id: string) => `${file(id)}/call-sheet/code-word`,
  calls: (id: string) => `${file(id)}/call-sheet/calls`,
}
