import { applicationLifecycle } from '#domain/application/lifecycle.js'
import type { FilterTable } from '#domain/filter/fields.js'
import { type FilterRecord, seenRecord } from '#domain/filter/record.js'
import { countryCodes } from '#words/countries.js'
import type { SeenPlain } from './seen-by.js'

/** What the sealed records of one file say, as far as this session opened them. */
export interface OpenedFields {
  readonly name: string | null
  readonly organisation: string | null
  readonly country: string | null
  readonly themes: readonly string[]
  /** Ways to reach the person, as written. */
  readonly channels: readonly Channel[]
  /** Pages of the form on which something asked for is missing; null where a record of it is sealed to this session. */
  readonly lacks: readonly string[] | null
}

export interface Channel {
  readonly channel: string
  readonly handle: string
}

/** The fields that staff may search the list by, in the order they are explained. */
export const fileFields: FilterTable = {
  fields: {
    case: { type: 'text' },
    name: { type: 'text' },
    organisation: { type: 'text' },
    country: { type: 'choice', values: countryCodes },
    theme: { type: 'tag' },
    state: { type: 'choice', values: Object.keys(applicationLifecycle) },
    wave: { type: 'tag' },
    language: { type: 'tag' },
    sent: { type: 'date', by: 'week' },
    held: { type: 'flag' },
    unanswered: { type: 'flag' },
  },
}

const ofContact = ['name']
const ofProfile = ['organisation', 'country', 'theme']

/** Which sealed fields are shut for a viewer: judged by what they may see of the file, never by what it holds. */
export const shutFields = (mayRead: { readonly contact: boolean; readonly profile: boolean }): ReadonlySet<string> =>
  new Set([...(mayRead.contact ? [] : ofContact), ...(mayRead.profile ? [] : ofProfile)])

/** A file as its viewer searches it. */
export const searchable = (
  file: SeenPlain,
  opened: OpenedFields | undefined,
  shut: ReadonlySet<string>,
): FilterRecord =>
  seenRecord(
    fileFields,
    {
      case: file.caseNumber,
      name: opened?.name,
      organisation: opened?.organisation,
      country: opened?.country,
      theme: opened?.themes,
      state: file.state,
      wave: file.wave,
      language: file.answerLanguage,
      sent: file.submittedWeek,
      held: file.isHeld,
      unanswered: file.isUnanswered,
    },
    shut,
  )
