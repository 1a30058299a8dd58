/** Addresses of acts an outside second was appointed to. */
export const outsidePaths = {
  appointments: '/appointments',
  appointmentsDone: (code: string) => `/appointments?done=${code}`,
  appointmentNew: (target: { readonly decision: string } | { readonly approval: string }) =>
    `/appointments/new?${new URLSearchParams(target)}`,
  appointment: (id: string) => `/appointments/${id}`,
  appointmentAgreements: (id: string) => `/appointments/${id}/agreements`,
}
