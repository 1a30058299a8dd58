/** Addresses of the waitlist. */
export const waitlistPaths = {
  waitlist: '/waitlist',
  waitlistDone: (code: string) => `/waitlist?done=${code}`,
  promotions: '/waitlist/promotions',
  otherPromotions: '/waitlist/decisions',
  latePeople: '/waitlist/late',
  latePeopleDone: (code: string) => `/waitlist/late?done=${code}`,
  waitlistDays: '/waitlist/days',
  waitlistSwitches: '/waitlist/switches',
  placeKeeping: (id: string) => `/waitlist/places/${id}/keeping`,
}
