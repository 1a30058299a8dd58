import { withQuery } from '../shell/with-query.js'

const file = (id: string) => `/applications/${id}`

/** Addresses of the vetting desk. */
export const vettingPaths = {
  vettingDesk: '/vetting',
  vettingDeskFrom: (from: { readonly show: string; readonly after?: string; readonly kept?: string }) =>
    withQuery('/vetting', from),
  vetting: (id: string) => `${file(id)}/vetting`,
  vettingDone: (id: string, code: string) => `${file(id)}/vetting?done=${code}`,
  checks: (id: string) => `${file(id)}/checks`,
  looks: (id: string) => `${file(id)}/vetting/looks`,
  travelDocument: (id: string) => `${file(id)}/vetting/travel-document`,
  harm: (id: string) => `${file(id)}/vetting/harm`,
  callSheet: (id: string) => `${file(id)}/call-sheet`,
  callSheetDone: (id: string, code: string) => `${file(id)}/call-sheet?done=${code}`,
  callWord: (id: string) => `${file(id)}/call-sheet/code-word`,
  referenceReasks: (id: string, reference: string) => `${file(id)}/references/${reference}/reasks`,
  restriction: (id: string) => `${file(id)}/restriction`,
  restrictionDone: (id: string, code: string) => `${file(id)}/restriction?done=${code}`,
  restrictionLifts: (id: string) => `${file(id)}/restriction/lifts`,
  restrictionEnds: (id: string) => `${file(id)}/restriction/ends`,
  settlements: (id: string) => `${file(id)}/restriction/settlements`,
  settlementAgreements: (id: string) => `${file(id)}/restriction/agreements`,
  concerns: (id: string) => `${file(id)}/concerns`,
  apart: '/apart',
  apartDone: (code: string) => `/apart?done=${code}`,
  apartEnds: (id: string) => `/apart/${id}/ends`,
  calls: (id: string) => `${file(id)}/call-sheet/calls`,
}
