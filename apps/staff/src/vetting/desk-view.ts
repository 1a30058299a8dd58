import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { DeskFile } from '#features/vetting/staff/desk/read-desk.js'
import type { Words } from '#words/index.js'
import type { CheckRow } from './check.form.js'
import type { HarmRow } from './harm.form.js'

/** What an act leaves for the page that follows. */
export interface DeskShown {
  /** Code of a refusal. */
  readonly notice?: unknown
  /** Code of something that was done. */
  readonly done?: unknown
  /** What was typed and could not be taken. */
  readonly checks?: readonly CheckRow[]
  readonly harm?: readonly HarmRow[]
  /** Field to code. */
  readonly errors?: Readonly<Record<string, string>>
}

export interface DeskProps extends DeskFile {
  readonly words: Words
  readonly me: StaffActor
  readonly title: string
  readonly token: string
  /** Id of the file to go on with. */
  readonly next: string | null
  readonly shown: DeskShown
}

/** The sentence of a field that could not be taken. */
export const wrongText = ({ words, shown }: Pick<DeskProps, 'words' | 'shown'>, path: string): string | undefined => {
  const code = shown.errors?.[path]
  return code === undefined ? undefined : words(code === 'half' ? 'staff.vetting.half' : 'staff.vetting.long')
}
