/** Addresses of the travel desk, its tasks and the edition's days. */
export const deskPaths = {
  cases: '/desk/cases',
  case: (id: string) => `/desk/cases/${id}`,
  steps: (id: string) => `/desk/cases/${id}/steps`,
  assessment: (id: string) => `/desk/cases/${id}/assessment`,
  stepUp: '/step-up',
  stepUpFor: (id: string) => `/step-up?case=${id}`,
  tasks: '/travel-tasks',
  closings: (id: string) => `/travel-tasks/${id}/closings`,
  waiting: '/waiting',
  waitingEnds: (id: string) => `/waiting/${id}/ends`,
  waitingEnded: (id: string) => `/waiting?ended=${id}`,
  waitingReturns: (id: string) => `/waiting/${id}/returns`,
  dates: '/edition-dates',
  datesPreview: '/edition-dates/previews',
}
