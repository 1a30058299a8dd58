/** Addresses of acts of two people that move no file. */
export const approvalPaths = {
  approvalList: '/approvals',
  approvalListDone: (code: string) => `/approvals?done=${code}`,
  approvalAgreements: (id: string) => `/approvals/${id}/agreements`,
  approvalRefusals: (id: string) => `/approvals/${id}/refusals`,
  approvalEnds: (id: string) => `/approvals/${id}/ends`,
  stepUpForApprovals: '/step-up?for=approvals',
}
