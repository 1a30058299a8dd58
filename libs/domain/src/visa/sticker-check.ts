import { daysBetween, type IsoDate } from '../calendar/iso-date.js'

/** What is printed on the visa. */
export interface VisaSticker {
  readonly validFrom: IsoDate
  readonly validTo: IsoDate
  readonly stayDays: number
  readonly entries: number | 'MULT'
  readonly name: string
  readonly passportNumber: string
}

/** The trip and the passport the visa must fit. */
export interface StickerNeed {
  readonly arrival: IsoDate
  readonly departure: IsoDate
  /** Entries into the Schengen area on the itinerary; leaving it in between needs two. */
  readonly entries: number
  readonly name: string
  readonly passportNumber: string
}

/** Case and gaps are no difference: the machine-readable line writes both its own way. */
const printed = (text: string): string =>
  text
    .replaceAll(/[\s<]+/g, ' ')
    .trim()
    .toUpperCase()

/** Fields of the sticker that do not fit, in the order printed; empty = all agree (visa-rules.md §3). */
export function stickerMismatches(sticker: VisaSticker, need: StickerNeed): (keyof VisaSticker)[] {
  const stayDays = daysBetween(need.arrival, need.departure) + 1
  const fits: Readonly<Record<keyof VisaSticker, boolean>> = {
    validFrom: sticker.validFrom <= need.arrival,
    validTo: sticker.validTo >= need.departure,
    stayDays: sticker.stayDays >= stayDays,
    entries: sticker.entries === 'MULT' || sticker.entries >= need.entries,
    name: printed(sticker.name) === printed(need.name),
    passportNumber: printed(sticker.passportNumber) === printed(need.passportNumber),
  }

  return (Object.keys(fits) as (keyof VisaSticker)[]).filter((field) => !fits[field])
}
